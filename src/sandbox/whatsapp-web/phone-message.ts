import type { PhoneMessage, Ticks } from './contract.ts'
import { customerOf } from './customers.ts'
import { isRevoked, type MessageRecord } from './messages.ts'
import type { WireMessage } from './protocol.ts'
import { shownFile } from './shown-file.ts'
import { fileAt, type World } from './world.ts'

/** Types that are a message to a person, not a note of the app itself. */
const SILENT = ['album', 'protocol', 'e2e_notification', 'notification_template', 'notification', 'gp2', 'ciphertext']

/** A message as the customer's phone shows it; null for what no phone shows in that chat. */
export function toPhoneMessage(world: World, record: MessageRecord): PhoneMessage | null {
  const { wire } = record
  if (SILENT.includes(wire.type) || !/@(c\.us|lid)$/.test(wire.id.remote)) return null
  const gone = isRevoked(record)
  return {
    id: wire.id.id,
    from: wire.id.fromMe ? 'shop' : 'customer',
    date: new Date(wire.t * 1000),
    text: gone ? '' : textOf(wire),
    files: gone ? [] : filesOf(world, wire),
    replyTo: wire.quotedStanzaID ?? null,
    album: typeof wire.parentMsgKey === 'string' ? wire.parentMsgKey : null,
    edited: record.edits.length > 0,
    revoked: gone,
    reactions: record.reactions.map(({ from, emoji }) => ({ from: from === 'shop' ? 'shop' : 'customer', emoji })),
    location: wire.type === 'location' ? { latitude: Number(wire.lat), longitude: Number(wire.lng) } : null,
    contact: contactOf(wire),
    ticks: ticksOf(record),
  }
}

/** Tells whoever watches that a message is new or changed. */
export function tellMessage(world: World, phone: string, record: MessageRecord): void {
  const person = customerOf(world, phone, record.wire.id.remote)?.number
  const message = toPhoneMessage(world, record)
  if (person && message) world.emit(phone, { kind: 'message', person, message })
}

const textOf = ({ type, body, caption, loc }: WireMessage) => {
  if (type === 'chat') return body ?? ''
  return (type === 'location' ? loc : caption) ?? ''
}

function filesOf(world: World, wire: WireMessage): PhoneMessage['files'] {
  const file = fileAt(world, wire.directPath)
  const shown = file && shownFile(file)
  return shown ? [shown] : []
}

function contactOf({ type, body, vcardList }: WireMessage): PhoneMessage['contact'] {
  const card = type === 'vcard' ? body : type === 'multi_vcard' ? vcardList?.[0]?.vcard : undefined
  if (!card) return null
  return { name: /^FN[^:]*:(.*)$/m.exec(card)?.[1] ?? '', phone: /^TEL[^:]*:(.*)$/m.exec(card)?.[1]?.trim() ?? '' }
}

const ACKS: readonly Ticks[] = ['waiting', 'sent', 'delivered', 'read', 'played']

function ticksOf({ wire, delivered, seen }: MessageRecord): Ticks {
  if (!wire.id.fromMe) return seen ? 'read' : delivered ? 'delivered' : 'sent'
  return wire.ack < 0 ? 'failed' : (ACKS[wire.ack] ?? 'played')
}
