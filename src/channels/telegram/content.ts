import type { FileKind } from '../../domain/message.ts'
import type { IncomingFile, Sender } from '../channel.ts'
import type { File, Message, Person } from './payloads.ts'

/** Telegram gives an animation as a document too, so it is asked for first. */
const FILE_KINDS = ['animation', 'document', 'voice', 'video', 'video_note', 'audio', 'sticker'] as const

export const filesOf = (message: Message): IncomingFile[] => {
  const photo = message.photo?.reduce((largest, size) => (area(size) >= area(largest) ? size : largest))
  if (photo) return [incomingFile('photo', photo, 'image/jpeg')]
  const kind = FILE_KINDS.find(each => message[each])
  const file = kind && message[kind]
  return file ? [incomingFile(kind, file, kind === 'sticker' ? stickerMime(message) : undefined)] : []
}

const area = ({ width = 0, height = 0 }: File) => width * height

const stickerMime = ({ sticker }: Message) => {
  if (sticker?.is_animated) return 'application/x-tgsticker'
  return sticker?.is_video ? 'video/webm' : 'image/webp'
}

const incomingFile = (kind: FileKind, file: File, knownMime?: string): IncomingFile => {
  const mime = file.mime_type ?? knownMime
  return {
    token: file.file_id,
    kind,
    ...(file.file_size !== undefined && { bytes: file.file_size }),
    ...(file.file_name && { name: file.file_name }),
    ...(mime && { mime }),
    ...(file.width !== undefined && { width: file.width }),
    ...(file.height !== undefined && { height: file.height }),
    ...(file.duration !== undefined && { duration: file.duration }),
  }
}

export const locationOf = ({ venue, location }: Message) => {
  if (!venue) return location
  return { ...venue.location, title: [venue.title, venue.address].filter(Boolean).join(', ') }
}

/** `own`: Telegram itself fills in `user_id`, so it proves whose number it is, unless the card was passed on. */
export const contactOf = ({ contact, from }: Message, forwarded: boolean) => {
  if (!contact) return undefined
  const own = !forwarded && contact.user_id !== undefined && contact.user_id === from?.id
  const phone = own ? contact.phone_number.replace(/^\+?/, '+') : contact.phone_number
  return { name: fullName(contact), phone, own }
}

export const senderOf = (person: Person): Sender => ({
  remoteId: String(person.id),
  name: fullName(person) || person.username || '',
  ...(person.username && { username: person.username }),
  ...(person.language_code && { language: person.language_code }),
})

const fullName = ({ first_name, last_name }: { first_name?: string | undefined; last_name?: string | undefined }) =>
  [first_name, last_name].filter(Boolean).join(' ')

/** What Telegram calls the content of a message we cannot read: the first field that is not about how it came. */
export const contentKind = (body: unknown): string => {
  const kind = Object.keys(Object(body)).find(key => !ENVELOPE.has(key) && /^[a-z_]{1,40}$/.test(key))
  return kind ?? 'unknown'
}

const ENVELOPE = new Set(
  `message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot
  sender_tag date business_connection_id chat forward_origin forward_date forward_from forward_from_chat
  forward_from_message_id forward_signature forward_sender_name is_topic_message is_automatic_forward reply_to_message
  external_reply quote reply_to_story reply_to_checklist_task_id via_bot edit_date has_protected_content
  is_from_offline is_paid_post media_group_id author_signature paid_star_count entities link_preview_options
  suggested_post_info effect_id caption caption_entities show_caption_above_media has_media_spoiler
  reply_markup`.split(/\s+/),
)
