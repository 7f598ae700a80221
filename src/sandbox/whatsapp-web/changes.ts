import { hex, seconds } from './ids.ts'
import { push } from './line.ts'
import { type MessageRecord, serialised } from './messages.ts'
import type { Network } from './network.ts'
import { tellMessage } from './phone-message.ts'

/** Whose deed it is: the phone, and the device it was done on, which already shows it. */
export interface By {
  phone: string
  device?: string
}

/** @throws where no message has that id */
export function messageOf({ world }: Network, phone: string, id: string): MessageRecord {
  const found = world.messages(phone).find(id)
  if (!found) throw new Error(`no such message ${id}`)
  return found
}

function keep(network: Network, phone: string, record: MessageRecord): void {
  tellMessage(network.world, phone, network.world.messages(phone).put(record))
}

export function changeAttributes(
  network: Network,
  { phone, device }: By,
  id: string,
  attrs: Record<string, unknown>,
): void {
  const record = messageOf(network, phone, id)
  push(network, phone, 'patch', { id: serialised(record), attrs }, device)
  keep(network, phone, { ...record, wire: { ...record.wire, ...attrs } })
}

export function edit(network: Network, { phone, device }: By, id: string, text: string): void {
  const record = messageOf(network, phone, id)
  const { wire } = record
  const attrs = {
    latestEditMsgKey: { fromMe: wire.id.fromMe, remote: wire.id.remote, id: `3EB0${hex(9)}` },
    latestEditSenderTimestampMs: Date.now(),
    [wire.directPath ? 'caption' : 'body']: text,
  }
  push(network, phone, 'patch', { id: serialised(record), attrs }, device)
  keep(network, phone, { ...record, wire: { ...wire, ...attrs }, edits: [...record.edits, text] })
}

export interface Revocation {
  newId?: string | undefined
  oneStep?: boolean
}

export function revoke(
  network: Network,
  { phone, device }: By,
  id: string,
  { newId, oneStep = false }: Revocation,
): void {
  const record = messageOf(network, phone, id)
  push(network, phone, 'revoke', { id: serialised(record), newId, oneStep }, device)
  const { body: _body, caption: _caption, directPath: _path, ...rest } = record.wire
  keep(network, phone, { ...record, wire: { ...rest, type: 'revoked' }, revokedAs: newId })
}

/** `from`: the wid that reacts, or `shop`. An empty emoji takes the reaction back. */
export function react(
  network: Network,
  { phone, device }: By,
  id: string,
  { from, emoji }: { from: string; emoji: string },
): void {
  const record = messageOf(network, phone, id)
  const t = seconds()
  const own = from === 'shop'
  const key = { fromMe: own, remote: record.wire.id.remote, id: `3EB0${hex(9)}` }
  const sender = own ? `${phone}@c.us` : from
  push(network, phone, 'reaction', { key, parent: serialised(record), text: emoji, t, from: sender }, device)
  const others = record.reactions.filter(each => each.from !== from)
  const reactions = emoji ? [...others, { from, emoji, t }] : others
  keep(network, phone, { ...record, wire: { ...record.wire, hasReaction: reactions.length > 0 }, reactions })
}
