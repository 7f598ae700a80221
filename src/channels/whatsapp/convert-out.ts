import { buffer } from 'node:stream/consumers'
import type { FileKind } from '../../domain/message.ts'
import { cleanFileName } from '../../text/names.ts'
import { ChannelError, type OutgoingFile, type OutgoingPart } from '../channel.ts'
import type { WaContent } from './protocol.ts'

const MB = 1024 * 1024
/** Larger ones are sent as documents: WhatsApp takes no such picture or film, or makes a bad one of it. */
const LARGEST: Partial<Record<FileKind, number>> = {
  photo: 16 * MB,
  video: 16 * MB,
  animation: 16 * MB,
  sticker: MB / 2,
}

/** What WhatsApp shows or plays as that kind; all else goes as a document, which never fails. */
const SHOWN: Partial<Record<FileKind, RegExp>> = {
  photo: /^image\/(jpeg|png|webp)$/,
  video: /^video\/mp4$/,
  video_note: /^video\/mp4$/,
  animation: /^video\/mp4$/,
  audio: /^audio\/(mpeg|mp4|ogg|aac|amr)$/,
  voice: /^audio\/ogg$/,
  sticker: /^image\/webp$/,
}

const types = ({ mime }: OutgoingFile) => mime.split(';', 1)[0]?.trim().toLowerCase() ?? ''

type As = NonNullable<WaContent['file']>['as']

/** How a file goes. A sticker has no room for words. */
export function sentAs(file: OutgoingFile, captioned: boolean): As {
  const { kind, bytes } = file
  const shown = SHOWN[kind]?.test(types(file)) && bytes <= (LARGEST[kind] ?? Number.POSITIVE_INFINITY)
  if (!shown || (captioned && (kind === 'sticker' || kind === 'voice'))) return 'document'
  if (kind === 'voice' || kind === 'sticker') return kind
  return kind === 'animation' ? 'gif' : 'media'
}

/** WhatsApp plays a voice note only where it says how it is coded. */
const mimeOf = (file: OutgoingFile, as: As): string => (as === 'voice' ? 'audio/ogg; codecs=opus' : types(file))

/** What the page is given of a part that is no edit. Files are read whole: the page takes them no other way. @throws ChannelError */
export async function convertOut(part: Exclude<OutgoingPart, { kind: 'edit' }>): Promise<WaContent> {
  const quoted = part.replyTo ? { quotedId: part.replyTo } : {}
  if (part.kind === 'text') return { text: part.text, ...quoted }
  // WhatsApp Web makes albums only in its own window; the outbox knows by our limits, and sends one by one.
  if (part.kind === 'album') throw new ChannelError('refused', 'invalid', 'albums cannot be sent')
  const text = part.caption ?? ''
  const as = sentAs(part.file, text !== '')
  const content = await buffer(await part.file.open())
  return {
    text,
    ...quoted,
    file: { as, content, mime: mimeOf(part.file, as), name: cleanFileName(part.file.name, 'file') },
  }
}

export const wordsOf = (part: OutgoingPart): string =>
  part.kind === 'text' || part.kind === 'edit' ? part.text : (part.caption ?? '')
