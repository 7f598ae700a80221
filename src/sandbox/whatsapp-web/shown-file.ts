import type { SendAs } from './contract.ts'
import type { FileRecord } from './world.ts'

/** WhatsApp's types of messages that carry a file, as a customer's phone calls them. */
const KINDS: Readonly<Record<string, SendAs>> = {
  image: 'photo',
  video: 'video',
  ptt: 'voice',
  audio: 'audio',
  document: 'document',
  sticker: 'sticker',
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'video/mp4': '.mp4',
  'audio/ogg': '.ogg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'application/pdf': '.pdf',
}

/** A file as a phone shows it; null for what no phone shows as a file. */
export function shownFile(file: FileRecord) {
  const as = KINDS[file.type]
  const mime = file.mimetype.split(';')[0] ?? ''
  return as ? { as, name: file.name ?? `${as}${ENDINGS[mime] ?? ''}`, mime, bytes: file.size, fileId: file.id } : null
}
