import type { FileKind } from '../../domain/message.ts'
import { cleanName } from '../../text/names.ts'
import type { Incoming, IncomingFile, Sender } from '../channel.ts'
import type { WaMessage } from './protocol.ts'

type Base = Pick<Incoming, 'chat' | 'sender' | 'at' | 'eventId'>

/** What happens in a group's or the phone's own affairs and is nobody's words. */
const silent = new Set([
  'e2e_notification',
  'notification',
  'notification_template',
  'gp2',
  'protocol',
  'call_log',
  'album',
  'reaction',
  'pin_message',
  'keep_in_chat',
  'debug',
])
const words = new Set(['chat', 'buttons_response', 'list_response', 'template_button_reply', 'interactive_response'])

/**
 * A message in the words of the core: nothing for what is nobody's words. `album`: what it is part of. Whatever a customer
 * said gives an event, even where we cannot read it.
 */
export function convertMessage(message: WaMessage, sender: Sender, album: string | null): Incoming[] {
  if (silent.has(message.type)) return []
  const base = { ...baseOf(message, sender), eventId: message.id }
  if (message.revokedId !== null) return revoked(message, base)
  const said = contentOf(message)
  const replyTo = message.quotedId ? { replyTo: message.quotedId } : {}
  if (message.fromMe) {
    const { text, files } = said
    const unsupported = text === '' && files.length === 0 ? { unsupported: message.type || 'unknown' } : {}
    return [{ ...base, ...replyTo, text, files, ...unsupported, kind: 'said_elsewhere' }]
  }
  const forwarded = message.forwarded ? { forwarded: true } : {}
  return [{ ...base, ...replyTo, ...forwarded, ...said, ...(album ? { album } : {}), kind: 'message' }]
}

/** What could not be read at first: the core has it by then, without its words. What is more than words is told as one more. */
export function convertLate(message: WaMessage, sender: Sender): Incoming[] {
  const base = { ...baseOf(message, sender), eventId: `read:${message.id}` }
  const text = textOf(message)
  if (words.has(message.type) && message.media === null) return [{ ...base, kind: 'edited', edits: message.id, text }]
  return convertMessage(message, sender, null).map(event => ({ ...event, eventId: base.eventId }))
}

/** The new words of a message that was edited. `editedMs` tells one edit from the next. */
export const convertEdit = (message: WaMessage, sender: Sender): Incoming => ({
  ...baseOf(message, sender),
  eventId: `edit:${message.id}:${message.editedMs}`,
  at: message.editedMs ? new Date(message.editedMs) : instant(message.t),
  kind: 'edited',
  edits: message.id,
  text: textOf(message),
})

/** Where the message itself never came here it is there as one that was taken back. */
function revoked(message: WaMessage, base: Base): Incoming[] {
  const id = message.revokedId ?? message.id
  const unsupported = 'deleted'
  const first: Incoming = message.fromMe
    ? { ...base, eventId: id, kind: 'said_elsewhere', text: '', files: [], unsupported }
    : { ...base, eventId: id, kind: 'message', text: '', files: [], unsupported }
  return [first, { ...base, eventId: `revoke:${id}`, kind: 'deleted', deletes: id }]
}

const instant = (seconds: number) => new Date(seconds * 1000)
const baseOf = ({ chat, t }: WaMessage, sender: Sender) => ({ chat, sender, at: instant(t) })

type Said = Pick<Extract<Incoming, { kind: 'message' }>, 'text' | 'files' | 'contact' | 'location' | 'unsupported'>

function contentOf(message: WaMessage): Said {
  const text = textOf(message)
  const files = message.media ? [fileOf(message, message.media)] : []
  const contact = contactOf(message.vcards)
  const { location } = message
  const readable = words.has(message.type) || files.length > 0 || contact || location || message.poll
  return {
    text,
    files,
    ...(contact ? { contact } : {}),
    ...(location ? { location: placeOf(location) } : {}),
    ...(readable ? {} : { unsupported: message.type || 'unknown' }),
  }
}

function textOf({ type, body, caption, media, poll, vcards }: WaMessage): string {
  if (poll) return [poll.name, ...poll.options.map(option => `• ${option}`)].join('\n')
  if (media) return caption
  if (vcards.length > 1) return vcards.map(card => `${nameIn(card)} ${numberIn(card)}`.trim()).join('\n')
  return words.has(type) ? body : ''
}

const placeOf = ({ latitude, longitude, title }: NonNullable<WaMessage['location']>) => ({
  latitude,
  longitude,
  ...(title ? { title } : {}),
})

const kinds = new Map<string, FileKind>([
  ['image', 'photo'],
  ['video', 'video'],
  ['ptt', 'voice'],
  ['audio', 'audio'],
  ['sticker', 'sticker'],
  ['ptv', 'video_note'],
])

function fileOf(message: WaMessage, media: NonNullable<WaMessage['media']>): IncomingFile {
  const kind = media.gif ? 'animation' : (kinds.get(message.type) ?? 'document')
  return {
    token: `${message.chat}|${message.id}`,
    kind,
    ...(media.bytes === null ? {} : { bytes: media.bytes }),
    ...(media.filename ? { name: media.filename } : {}),
    ...(media.mime ? { mime: media.mime.split(';', 1)[0] ?? media.mime } : {}),
    ...(media.seconds === null ? {} : { duration: media.seconds }),
    ...(message.size ?? {}),
  }
}

/** A card is one line after another; WhatsApp writes the number it knows into the line of the number. */
const nameIn = (card: string) => cleanName(/^FN[^:\r\n]*:([^\r\n]*)/m.exec(card)?.[1] ?? '')
const numberIn = (card: string) => cleanName(/^(?:item\d+\.)?TEL[^:\r\n]*:([^\r\n]*)/m.exec(card)?.[1] ?? '')

/** Whose card it is nobody proves: it is never the sender's own. */
function contactOf([card]: string[]): Said['contact'] {
  return card === undefined ? undefined : { name: nameIn(card), phone: numberIn(card), own: false }
}
