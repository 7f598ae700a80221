import type { Button, FileKind } from '../../domain/message.ts'
import { cleanFileName } from '../../text/names.ts'
import { ChannelError, type OutgoingFile, type OutgoingPart } from '../channel.ts'

/** A call, its files not yet opened. */
export interface Request {
  readonly method: string
  readonly payload: Readonly<Record<string, unknown>>
  /** One file, given as parameter `field`. */
  readonly upload?: Upload & { readonly field: string }
  /** The files of an album, given as parameter `media`. */
  readonly album?: readonly (Upload & { readonly type: AlbumType; readonly caption?: string })[]
  readonly bytes: number
}

export interface Upload {
  readonly file: OutgoingFile
  readonly filename: string
}

type AlbumType = 'photo' | 'video' | 'audio' | 'document'

const PHOTO_BYTES = 10 * 1024 * 1024
const CALLBACK_BYTES = 64

/**
 * One part as a call of the Bot API. No `parse_mode` ever: it is people's text, and cannot fail without one.
 * `asDocument`: Telegram did not take the pictures as pictures.
 * @throws ChannelError `refused` where it can never be sent
 */
export const convertOut = (chat: string, part: OutgoingPart, asDocument = false): Request => {
  const chat_id = numeric(chat, 'chat')
  switch (part.kind) {
    case 'text': {
      const { text, buttons, replyTo } = part
      const reply_markup = buttons?.length ? { inline_keyboard: keyboard(buttons) } : undefined
      return plain('sendMessage', { chat_id, text, reply_markup, reply_parameters: replyParameters(replyTo) })
    }
    case 'edit': {
      const target = { chat_id, message_id: numeric(part.target, 'message') }
      if (part.caption) return plain('editMessageCaption', { ...target, caption: part.text })
      return plain('editMessageText', { ...target, text: part.text })
    }
    case 'file':
      return oneFile(chat_id, part.file, part, asDocument)
    case 'album': {
      const [first, ...others] = part.files
      if (!first) throw new ChannelError('refused', 'invalid', 'an album without files')
      return others.length === 0 ? oneFile(chat_id, first, part, asDocument) : album(chat_id, part, asDocument)
    }
  }
}

const plain = (method: string, payload: Record<string, unknown>): Request => ({ method, payload, bytes: 0 })

const oneFile = (
  chat_id: number,
  file: OutgoingFile,
  part: { caption?: string; replyTo?: string },
  asDocument: boolean,
) => {
  const caption = part.caption || undefined
  const kind = asDocument ? 'document' : sentAs(file, caption !== undefined)
  const field = kind
  return {
    method: METHODS[kind],
    payload: { chat_id, caption, reply_parameters: asField(replyParameters(part.replyTo)) },
    upload: { ...upload(file), field },
    bytes: file.bytes,
  }
}

const album = (chat_id: number, part: OutgoingPart & { kind: 'album' }, asDocument: boolean): Request => {
  const type = albumType(part.files, asDocument)
  const files = part.files.map((file, at) => ({
    ...upload(file),
    type: type ?? (file.kind as 'photo' | 'video'),
    ...(at === 0 && part.caption && { caption: part.caption }),
  }))
  return {
    method: 'sendMediaGroup',
    payload: { chat_id, reply_parameters: asField(replyParameters(part.replyTo)) },
    album: files,
    bytes: files.reduce((sum, { file }) => sum + file.bytes, 0),
  }
}

/** One album holds photos and videos, or sound, or documents. Null: each as what it is. */
const albumType = (files: readonly OutgoingFile[], asDocument: boolean): AlbumType | null => {
  const kinds = files.map(file => sentAs(file, true))
  if (asDocument) return 'document'
  if (kinds.every(kind => kind === 'photo' || kind === 'video')) return null
  return kinds.every(kind => kind === 'audio') ? 'audio' : 'document'
}

const METHODS: Record<FileKind, string> = {
  photo: 'sendPhoto',
  video: 'sendVideo',
  voice: 'sendVoice',
  audio: 'sendAudio',
  document: 'sendDocument',
  sticker: 'sendSticker',
  video_note: 'sendVideoNote',
  animation: 'sendAnimation',
}

/** What Telegram plays or shows as that kind; all else goes as a document, which never fails. */
const PLAYABLE: Record<FileKind, RegExp> = {
  photo: /^image\/(jpeg|png|webp)$/,
  video: /^video\/mp4$/,
  voice: /^audio\/(ogg|mpeg|mp4|x-m4a)$/,
  audio: /^audio\/(mpeg|mp4|x-m4a)$/,
  document: /^/,
  sticker: /^(image\/webp|video\/webm|application\/x-tgsticker)$/,
  video_note: /^video\/mp4$/,
  animation: /^(image\/gif|video\/mp4)$/,
}

const sentAs = ({ kind, mime, bytes }: OutgoingFile, captioned: boolean): FileKind => {
  const type = mime.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!PLAYABLE[kind].test(type) || (kind === 'photo' && bytes > PHOTO_BYTES)) return 'document'
  // Neither has room for a caption.
  if (captioned && kind === 'video_note') return 'video'
  return captioned && kind === 'sticker' ? 'document' : kind
}

/** The name stands raw in a header of the multipart body. */
const upload = (file: OutgoingFile): Upload => ({
  file,
  filename: cleanFileName(file.name, 'file'),
})

const keyboard = (rows: readonly (readonly Button[])[]) =>
  rows.map(row =>
    row.map(({ label, value }) => {
      const bytes = Buffer.byteLength(value)
      if (bytes > CALLBACK_BYTES || bytes === 0) {
        throw new ChannelError('refused', 'invalid', `a button's value has ${bytes} bytes, not 1 to ${CALLBACK_BYTES}`)
      }
      return { text: label, callback_data: value }
    }),
  )

/** Absent where what is answered was no message (a button press): the words matter more than the quote. */
const replyParameters = (replyTo: string | undefined) =>
  replyTo && /^\d+$/.test(replyTo) ? { message_id: Number(replyTo), allow_sending_without_reply: true } : undefined

/** telegraf drops objects from multipart bodies without a word; as text they arrive. */
const asField = (value: object | undefined) => value && JSON.stringify(value)

const numeric = (id: string, what: string) => {
  if (!/^-?\d{1,16}$/.test(id)) throw new ChannelError('refused', 'not_found', `no ${what} of Telegram has such an id`)
  return Number(id)
}
