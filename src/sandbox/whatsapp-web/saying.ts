import { changeAttributes } from './changes.ts'
import type { Bytes, Delivered, MediaOptions, Picture, SendOptions, WhatsAppCustomer } from './contract.ts'
import { records } from './customers.ts'
import { blank, chatOf, deliver } from './deliver.ts'
import { newMessageId, serialise } from './ids.ts'
import { mediaAttributes } from './media.ts'
import type { Network } from './network.ts'
import type { WireKey, WireMessage } from './protocol.ts'
import type { CustomerRecord } from './world.ts'

interface Speaker {
  record(): CustomerRecord
  wid(as?: 'pn' | 'lid'): string
}

type Saying =
  | 'text'
  | 'image'
  | 'video'
  | 'voice'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'album'
  | 'location'
  | 'vcard'
  | 'vcards'
  | 'poll'
  | 'raw'
  | 'ciphertext'

/** A small picture, as it stands in a message that has a large one. */
const THUMBNAIL = '/9j/4AAQ'

/** Everything a customer can send. */
export function createSaying(network: Network, phone: string, speaker: Speaker): Pick<WhatsAppCustomer, Saying> {
  const send = createSend(network, phone, speaker)
  const media = (
    bytes: Bytes,
    medium: { type: string; mimetype: string },
    more: object,
    options: MediaOptions = {},
  ) => {
    const { mimetype = medium.mimetype, stage, caption } = options
    const attrs = mediaAttributes(network.world, bytes, { type: medium.type, mimetype, stage, name: options.filename })
    return send({ ...attrs, caption, ...more }, options)
  }
  const lasting = ({ seconds = 3 }: MediaOptions = {}) => ({ duration: String(seconds) })
  const image = (bytes: Bytes, options?: MediaOptions) =>
    media(
      bytes,
      { type: 'image', mimetype: 'image/jpeg' },
      { width: 640, height: 480, isViewOnce: false, body: THUMBNAIL },
      options,
    )

  return {
    text: (body, options) => send({ type: 'chat', body }, options),
    image,
    video: (bytes, options) =>
      media(
        bytes,
        { type: 'video', mimetype: 'video/mp4' },
        { ...lasting(options), isGif: options?.gif ?? false },
        options,
      ),
    voice: (bytes, options) =>
      media(bytes, { type: 'ptt', mimetype: 'audio/ogg; codecs=opus' }, lasting(options), options),
    audio: (bytes, options) => media(bytes, { type: 'audio', mimetype: 'audio/mpeg' }, lasting(options), options),
    document: (bytes, options) =>
      media(
        bytes,
        { type: 'document', mimetype: 'application/pdf' },
        { filename: options?.filename ?? 'file.pdf', pageCount: 1 },
        options,
      ),
    sticker: (bytes, options) => media(bytes, { type: 'sticker', mimetype: 'image/webp' }, {}, options),
    album(pictures, options = {}) {
      const head = send({ type: 'album' }, options)
      const parentMsgKey = serialise({ fromMe: false, remote: speaker.wid(options.as), id: head.id })
      const { caption, id: _head, ...rest } = options
      const items = pictures.map((picture, index) => {
        const own = pictureOf(picture)
        const words = own.caption ?? (index === 0 ? caption : undefined)
        const kind = own.mimetype ? { mimetype: own.mimetype } : {}
        return image(own.bytes, {
          ...rest,
          ...kind,
          ...(words && { caption: words }),
          extra: { ...rest.extra, parentMsgKey },
        })
      })
      return { ...head, items }
    },
    location: (lat, lng, options = {}) => {
      const loc = [options.name, options.address].filter(Boolean).join('\n') || undefined
      const place = { type: 'location', lat, lng, loc, clientUrl: options.url, isLive: options.live ?? false }
      return send({ ...place, body: THUMBNAIL }, options)
    },
    vcard: (card, options) => send({ type: 'vcard', body: card, vcardFormattedName: nameOn(card) }, options),
    vcards: (cards, options) =>
      send(
        { type: 'multi_vcard', body: null, vcardList: cards.map(vcard => ({ vcard, displayName: nameOn(vcard) })) },
        options,
      ),
    poll(name, choices, options) {
      const pollOptions = choices.map((choice, localId) => ({ name: choice, localId }))
      return send({ type: 'poll_creation', pollName: name, pollOptions, pollSelectableOptionsCount: 1 }, options)
    },
    raw: (attrs, options) => send(attrs, options),
    ciphertext(options = {}) {
      const sent = send({ type: 'ciphertext', subtype: options.subtype }, options)
      return {
        ...sent,
        decrypt: (body, attrs = {}) =>
          changeAttributes(network, { phone }, sent.serialized, { body, type: 'chat', ...attrs }),
      }
    },
  }
}

const nameOn = (card: string) => /^FN[^:]*:(.*)$/m.exec(card)?.[1]

const pictureOf = (picture: Picture): Exclude<Picture, Bytes> =>
  picture instanceof Uint8Array ? { bytes: picture } : picture

type Attributes = Record<string, unknown> & { type: string }

function createSend(network: Network, phone: string, { record, wid }: Speaker) {
  return (attrs: Attributes, options: SendOptions = {}): Delivered => {
    const from = wid(options.as)
    const { number, lid, pushname, platform } = record()
    const { group, groupName = 'A group' } = options
    const remote = group ?? from
    const id: WireKey = { fromMe: false, remote, id: options.id ?? newMessageId(platform) }
    if (group) {
      id.participant = from
      const participants = [`${phone}@c.us`, from].map((each, index) => ({ id: each, isAdmin: index === 0 }))
      chatOf(network, phone, {
        id: group,
        name: groupName,
        groupMetadata: { id: group, subject: groupName, participants },
      })
    }
    const message = {
      ...blank(id, {
        from: remote,
        to: `${phone}@c.us`,
        notifyName: pushname,
        ...(group && { author: from }),
        ...attrs,
      }),
      ...(options.t && { t: options.t }),
      ...(options.quote && quote(network, phone, options.quote, from)),
      ...(options.forwarded && { isForwarded: true, forwardingScore: options.forwarded }),
      ...options.extra,
    }
    const contacts = records(record())
    const contact = contacts.find(each => each.id === (from === `${lid}@lid` ? from : `${number}@c.us`))
    return deliver(network, phone, message, contact)
  }
}

/** What an answer carries of the message it answers. */
function quote({ world }: Network, phone: string, id: string, from: string): Partial<WireMessage> {
  const wire = world.messages(phone).find(id)?.wire
  if (!wire)
    return { quotedMsg: { type: 'chat', body: '(older message)' }, quotedStanzaID: id, quotedParticipant: from }
  const { type, body, caption, t, directPath, mimetype } = wire
  return {
    quotedMsg: { type, body, caption, t, ...(directPath && { directPath, mimetype }) },
    quotedStanzaID: wire.id.id,
    quotedParticipant: wire.id.fromMe ? `${phone}@c.us` : from,
  }
}
