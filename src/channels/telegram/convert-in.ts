import type { z } from 'zod'
import type { Incoming } from '../channel.ts'
import { contactOf, contentKind, filesOf, locationOf, senderOf } from './content.ts'
import { anything, type Message, membership, message, press, type Update } from './payloads.ts'

/**
 * What happened, in the words of the core: nothing for groups and channels. `now` is for what carries no time of its own.
 * Whatever a customer said gives an event, even where we cannot read it.
 */
export const convertIn = (update: Update, now: Date): Incoming[] => {
  const kind = kindOf(update)
  const body = update[kind]
  switch (kind) {
    case 'message':
      return read(message, body, found => said(found, contentKind(body))) ?? unreadable(update, kind, now)
    case 'edited_message':
      return read(message, body, found => edited(found, update.update_id)) ?? unreadable(update, kind, now)
    case 'callback_query':
      return read(press, body, found => pressed(found, now)) ?? unreadable(update, kind, now)
    case 'my_chat_member':
      return read(membership, body, found => reachable(found, update.update_id)) ?? unreadable(update, kind, now)
    default:
      return unreadable(update, kind, now)
  }
}

/** The name of the update's content, fit for a log. */
export const kindOf = (update: Update): string => {
  const kind = Object.keys(update).find(key => key !== 'update_id') ?? 'empty'
  return /^[a-z_]{1,40}$/.test(kind) ? kind : 'unknown'
}

const read = <T>(shape: z.ZodType<T>, body: unknown, make: (found: T) => Incoming[]) => {
  const found = shape.safeParse(body)
  return found.success ? make(found.data) : null
}

const START = /^\/start(?:@\w+)?(?: ([A-Za-z0-9_-]{1,64}))?\s*$/

const said = (found: Message, kind: string): Incoming[] => {
  if (!isForUs(found)) return []
  const base = { ...whoAndWhere(found), eventId: String(found.message_id), at: instant(found.date) }
  const forwarded = found.forward_origin !== undefined || found.forward_date !== undefined
  // A typed "/start" with other words behind it is something said, not a link's payload.
  const start = forwarded ? null : START.exec(found.text ?? '')
  if (start) return [{ ...base, kind: 'started', ...(start[1] && { payload: start[1] }) }]
  return [{ ...base, ...contentOf(found, kind, forwarded), ...(forwarded && { forwarded }) }]
}

const contentOf = (found: Message, kind: string, forwarded: boolean) => {
  const { text, caption, media_group_id: album, reply_to_message: answered } = found
  const files = filesOf(found)
  const location = locationOf(found)
  const contact = contactOf(found, forwarded)
  const readable = text !== undefined || files.length > 0 || contact || location
  return {
    kind: 'message' as const,
    text: text ?? caption ?? '',
    files,
    ...(album && { album }),
    ...(answered && { replyTo: String(answered.message_id) }),
    ...(contact && { contact }),
    ...(location && { location }),
    ...(!readable && { unsupported: kind }),
  }
}

/** An edit of a place is its owner walking on, not other words. */
const edited = (found: Message, updateId: number): Incoming[] => {
  if (!isForUs(found) || found.location) return []
  const edits = String(found.message_id)
  const at = found.edit_date ?? found.date
  // Two edits may fall into one second, so the time alone does not tell them apart.
  const eventId = `edit:${edits}:${at}:${updateId}`
  const text = found.text ?? found.caption ?? ''
  return [{ ...whoAndWhere(found), eventId, at: instant(at), kind: 'edited', edits, text }]
}

const pressed = ({ id, from, message: under, data }: z.infer<typeof press>, now: Date): Incoming[] => {
  if (under.chat.type !== 'private') return []
  const on = String(under.message_id)
  const chat = String(under.chat.id)
  return [{ chat, sender: senderOf(from), eventId: `press:${id}`, at: now, kind: 'pressed', value: data, on }]
}

const reachable = ({ chat, from, date, new_chat_member }: z.infer<typeof membership>, id: number): Incoming[] => {
  if (chat.type !== 'private') return []
  return [
    {
      chat: String(chat.id),
      sender: senderOf(from),
      eventId: `update:${id}`,
      at: instant(date),
      kind: 'reachable',
      reachable: !['kicked', 'left'].includes(new_chat_member.status),
    },
  ]
}

const unreadable = (update: Update, kind: string, now: Date): Incoming[] => {
  const found = anything.safeParse(update[kind])
  if (!found.success) return []
  const { message, chat = message?.chat, from, user, date, business_connection_id } = found.data
  if (chat?.type !== 'private' || business_connection_id) return []
  return [
    {
      chat: String(chat.id),
      sender: senderOf(from ?? user ?? chat),
      eventId: `update:${update.update_id}`,
      at: date === undefined ? now : instant(date),
      kind: 'message',
      text: '',
      files: [],
      unsupported: kind,
    },
  ]
}

/** In a private chat, and not one of our own messages coming back (a pin, a connected business account). */
const isForUs = ({ chat, from, business_connection_id }: Message) =>
  chat.type === 'private' && !business_connection_id && !(from?.is_bot && from.id !== chat.id)

const whoAndWhere = ({ chat, from }: Message) => ({ chat: String(chat.id), sender: senderOf(from ?? chat) })

const instant = (seconds: number) => new Date(seconds * 1000)
