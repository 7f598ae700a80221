import type { Answers, Call } from './call.ts'
import { customerOf, records } from './customers.ts'
import { undelivered } from './line.ts'
import { serialised } from './messages.ts'
import type { Mapping, Operations } from './protocol.ts'

type Lookups =
  | 'findChat'
  | 'queryExists'
  | 'contact'
  | 'picture'
  | 'loadEarlier'
  | 'getMsgs'
  | 'search'
  | 'linkPreview'
  | 'mediaStage'
  | 'msgInfo'
  | 'reactions'

/** How many earlier messages come at once. */
const EARLIER = 25

/** What a page looks up and what changes nothing. */
export const lookups: Answers<Lookups> = {
  findChat,
  queryExists({ network, device }, { id }) {
    network.events.log('query_exists', { id })
    const customer = customerOf(network.world, device.phone, id)
    if (!customer?.registered) return null
    const { lid, number, numberHidden, isBusiness = false } = customer
    const mapping: Mapping | undefined = lid && !numberHidden ? { lid: `${lid}@lid`, pn: `${number}@c.us` } : undefined
    return { id, biz: isBusiness, mapping }
  },
  contact({ network, device }, { id }) {
    const customer = customerOf(network.world, device.phone, id)
    return (customer && records(customer).find(record => record.id === id)) ?? null
  },
  picture({ network, device }, { id }) {
    const picture = customerOf(network.world, device.phone, id)?.picture
    return picture ? { url: `/picture/${picture}` } : null
  },
  loadEarlier({ network, device }, { chat, have }) {
    const known = new Set(have)
    const waiting = undelivered(network, device.id)
    const fresh = network.world
      .messages(device.phone)
      .shownIn(chat)
      .filter(record => {
        const { id } = record.wire.id
        if (waiting.has(id) || known.has(serialised(record))) return false
        return record.revokedAs === undefined || !have.some(each => each.includes(String(record.revokedAs)))
      })
    return fresh.slice(-EARLIER).map(({ wire }) => wire)
  },
  getMsgs: ({ network, device }, { ids }) =>
    ids.flatMap(id => {
      const found = network.world.messages(device.phone).find(id)
      return found && !found.hidden && serialised(found) === id ? [found.wire] : []
    }),
  search: ({ network, device }, { query, count }) =>
    network.world
      .messages(device.phone)
      .all()
      .map(({ wire }) => wire)
      .filter(({ body, caption }) => (body ?? caption ?? '').includes(query))
      .slice(-count),
  linkPreview: () => null,
  mediaStage({ network, device, fault }, { id }) {
    const told = fault?.mode ?? network.world.messages(device.phone).find(id)?.wire.mediaStage
    return { stage: told ?? 'RESOLVED' }
  },
  msgInfo: () => ({ delivery: [], read: [], played: [] }),
  reactions,
}

/** @throws as WhatsApp does, for a number that nobody has */
function findChat({ network, device }: Call, { id }: { id: string }): Operations['findChat']['gives'] {
  const { world } = network
  const customer = customerOf(world, device.phone, id)
  const known = world.chats(device.phone).get(id)
  const name = customer?.name ?? customer?.pushname
  if (id.endsWith('@c.us')) {
    const { lidMigrated } = network.phoneBehaviour(device.phone)
    if (customer?.registered === false || (lidMigrated && !customer?.lid)) throw new Error('No LID for user')
    const lid = `${customer?.lid}@lid`
    if (lidMigrated) return { id: lid, name, mapping: { lid, pn: id } }
  }
  return { id, name: known?.name ?? name, groupMetadata: known?.groupMetadata }
}

function reactions({ network, device }: Call, { id }: { id: string }): unknown[] {
  const record = network.world.messages(device.phone).find(id)
  const emojis = new Set(record?.reactions.map(({ emoji }) => emoji))
  return [...emojis].map(emoji => {
    const senders = record?.reactions.filter(each => each.emoji === emoji) ?? []
    return {
      id: emoji,
      aggregateEmoji: emoji,
      hasReactionByMe: senders.some(({ from }) => from === 'shop'),
      senders: senders.map(({ from, t }) => ({
        reactionText: emoji,
        timestamp: t * 1000,
        senderUserJid: from === 'shop' ? `${device.phone}@c.us` : from,
        parentMsgKey: record?.wire.id,
        read: true,
        orphan: 0,
      })),
    }
  })
}
