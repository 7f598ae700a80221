import { me } from '../me.ts'
import { Collection, Model } from '../models.ts'
import { type Contact, contacts, learnMapping, lidOf, numberOf } from '../people.ts'
import { ask } from '../transport.ts'
import { idOf, type Wid, wid } from '../wid.ts'

export const blocked = new Collection(Model)

/** The address of a picture that whoever asks can fetch from within the page. */
async function pictureOf(id: unknown): Promise<string | undefined> {
  const found = await ask('picture', { id: idOf(id) })
  return found ? new URL(found.url, location.href).href : undefined
}

export const pictures = new (class extends Collection {
  override async find(id: unknown): Promise<unknown> {
    const img = await pictureOf(id)
    return img && { id: wid(id), img, imgFull: img, eurl: img }
  }
})(Model)

const field = (name: string) => (contact: Contact) => contact[name]
const isMe = ({ id }: Contact) => [idOf(me.pn), idOf(me.lid)].includes(idOf(id))

function asUser(given: unknown): Wid {
  const user = wid(given)
  if (!user.isUser()) throw new Error('asUserWidOrThrow: not a user')
  return user
}

function cardOf(contact: Contact) {
  const number = (contact.phoneNumber ?? contact.id).user
  const name = contact.name ?? contact.pushname ?? number
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `N:;${name};;;`, `FN:${name}`, `TEL;type=CELL;waid=${number}:+${number}`]
  return { vcard: [...lines, 'END:VCARD'].join('\n'), displayName: name }
}

/** Who people are. */
export const peopleModules: Record<string, unknown> = {
  WAWebWidFactory: { createWid: wid, createWidFromWidLike: wid, asUserWidOrThrow: asUser },
  WAWebWidToJid: {
    widToUserJid: (given: unknown) => wid(given).toJid(),
    widToGroupJid: (given: unknown) => wid(given).toJid(),
  },
  WAWebJidToWid: { userJidToUserWid: wid, newsletterJidToWid: wid },
  WAWebContactCollection: { getMeContact: () => contacts.get(me.pn) },
  WAWebApiContact: {
    getPhoneNumber: numberOf,
    getCurrentLid: lidOf,
    getAlternateUserWid: (id: unknown) => numberOf(id) ?? lidOf(id),
  },
  WAWebLidMigrationUtils: { toPn: numberOf },
  WAWebQueryExistsJob: {
    async queryWidExists(id: unknown) {
      const found = await ask('queryExists', { id: idOf(id) })
      if (!found) return null
      learnMapping(found.mapping)
      const lid = found.mapping?.lid
      return { wid: wid(found.id), biz: found.biz, lid: lid ? wid(lid) : undefined }
    },
  },
  WAWebContactGetters: {
    getIsMe: isMe,
    getIsUser: ({ id }: Contact) => id.isUser(),
    getIsGroup: ({ id }: Contact) => id.isGroup(),
    getIsWAContact: () => true,
    getUserid: ({ id }: Contact) => id.user,
    getVerifiedName: field('verifiedName'),
    getVerifiedLevel: field('verifiedLevel'),
    getStatusMute: () => false,
    getName: field('name'),
    getShortName: ({ name }: Contact) => name?.split(' ')[0],
    getPushname: field('pushname'),
    getIsEnterprise: (contact: Contact) => Boolean(contact.isEnterprise),
  },
  WAWebFrontendContactGetters: { getIsMyContact: ({ name }: Contact) => Boolean(name) },
  WAWebContactProfilePicThumbBridge: {
    async requestProfilePicFromServer(about: { id: Wid }) {
      const eurl = await pictureOf(about.id)
      return eurl && { eurl, img: eurl, id: about.id }
    },
  },
  WAWebContactStatusBridge: {
    getStatus: async () => ({ status: 'Available' }),
    setMyStatus: async () => undefined,
  },
  WAWebPhoneUtils: { formattedPhoneNumber: (id: unknown) => `+${String(id).split('@')[0]}` },
  WAPhoneFindCC: { findCC: (number: unknown) => (String(number).startsWith('1') ? '1' : String(number).slice(0, 2)) },
  WAWebFrontendVcardUtils: { vcardFromContactModel: cardOf },
  WAWebVcardParsingUtils: {
    parseVcard: (card: string) => ({ fn: /^FN[^:]*:(.*)$/m.exec(card)?.[1] ?? '' }),
  },
  WAWebVcardGetNameFromParsed: { vcardGetNameFromParsed: ({ fn }: { fn: string }) => fn },
  WAWebApiDeviceList: {
    getDeviceIds: async (ids: unknown[]) => ids.map(id => ({ id, devices: [{ id: 0 }] })),
  },
  WAWebBizGatingUtils: { smbNotesV1Enabled: () => false },
  WAWebBlockContactUtils: { getContactToBlockOnlyUseIfNoAssociatedChat: (contact: Contact) => contact },
  WAWebBlockContactAction: {
    blockContact: async ({ contact }: { contact: Contact }) => blocked.add(new Model({ id: contact.id })),
    async unblockContact({ id }: Contact) {
      const found = blocked.get(id)
      if (found) blocked.remove(found)
    },
  },
}
