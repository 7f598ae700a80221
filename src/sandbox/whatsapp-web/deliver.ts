import type { Delivered } from './contract.ts'
import { seconds, serialise } from './ids.ts'
import { push } from './line.ts'
import { type MessageRecord, serialised } from './messages.ts'
import type { Network } from './network.ts'
import { tellMessage } from './phone-message.ts'
import type { WireChat, WireContact, WireKey, WireMessage } from './protocol.ts'
import type { ChatRecord } from './world.ts'

/** What every message's model has. */
export const blank = (id: WireKey, rest: Omit<WireMessage, 'id' | 't' | 'ack'>): WireMessage => ({
  id,
  viewed: false,
  t: seconds(),
  clientReceivedTsMillis: Date.now(),
  ack: 1,
  invis: false,
  star: false,
  kicNotified: false,
  recvFresh: true,
  isFromTemplate: false,
  pollInvalidated: false,
  isSentCagPollCreation: false,
  latestEditMsgKey: null,
  latestEditSenderTimestampMs: null,
  mentionedJidList: [],
  groupMentions: [],
  isForwarded: false,
  hasReaction: false,
  // The widening of an index signature by what the rest already is.
  ...(rest as Omit<WireMessage, 'id' | 't' | 'ack'> & { type: string; from: string; to: string }),
})

export function chatOf({ world }: Network, phone: string, chat: WireChat): ChatRecord {
  const known = world.chats(phone).get(chat.id)
  if (known) return known
  const made = { ...chat, unread: 0, t: 0 }
  world.chats(phone).put(chat.id, made)
  return made
}

/** Writes a message into its chat. */
export function store(network: Network, phone: string, wire: WireMessage, byPage = false): MessageRecord {
  const { world } = network
  const chat = chatOf(network, phone, { id: wire.id.remote })
  const counts = !wire.id.fromMe && wire.type !== 'album'
  world.chats(phone).put(chat.id, { ...chat, t: wire.t, unread: chat.unread + (counts ? 1 : 0) })
  return world.messages(phone).add(wire, byPage)
}

/** A message comes to the business's phone, or leaves it by hand: every linked page is handed it. */
export function deliver(network: Network, phone: string, wire: WireMessage, contact?: WireContact): Delivered {
  const record = store(network, phone, wire)
  const { id, name, groupMetadata } = chatOf(network, phone, { id: wire.id.remote })
  network.events.log('delivered_to_business', { phone, id: serialise(wire.id), kind: wire.type })
  tellMessage(network.world, phone, record)
  push(network, phone, 'msg', { msg: record.wire, chat: { id, name, groupMetadata }, contact })
  return { id: wire.id.id, serialized: serialised(record), t: wire.t }
}
