import { extname } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { PhoneFile, SendAs } from './contract.ts'
import { badRequest } from './failure.ts'
import { type FileRecord, opaque, type World } from './world.ts'

export const DOWNLOAD_LIMIT = 20 * 1024 * 1024
export const UPLOAD_LIMIT = 50 * 1024 * 1024
export const PHOTO_LIMIT = 10 * 1024 * 1024

const FOLDERS: Record<SendAs, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  video: 'videos',
  video_note: 'video_notes',
  audio: 'music',
  sticker: 'stickers',
  animation: 'animations',
}
const ENDINGS: Record<SendAs, string> = {
  photo: '.jpg',
  document: '',
  voice: '.oga',
  video: '.mp4',
  video_note: '.mp4',
  audio: '.mp3',
  sticker: '.webp',
  animation: '.mp4',
}
const MIMES: Record<SendAs, string> = {
  photo: 'image/jpeg',
  document: 'application/octet-stream',
  voice: 'audio/ogg',
  video: 'video/mp4',
  video_note: 'video/mp4',
  audio: 'audio/mpeg',
  sticker: 'image/webp',
  animation: 'video/mp4',
}
/** Widest side of each step of a photo's ladder below the photo itself. */
const LADDER = [90, 320, 800]

/** Smallest first; everything but a photo is one file. */
export function storeFile(world: World, bot: number, as: SendAs, file: PhoneFile): FileRecord[] {
  const blob = world.blobs.put(file.bytes)
  const whole = record(world, bot, as, file, blob)
  const steps = as === 'photo' ? ladder(world, whole) : []
  for (const step of [...steps, whole]) world.files.put(step.id, step)
  return [...steps, whole]
}

function record(world: World, bot: number, as: SendAs, file: PhoneFile, blob: string): FileRecord {
  const number = world.next(`file/${bot}`, () => 0)
  const ending = as === 'document' ? extname(file.name ?? '') : ENDINGS[as]
  const [width, height] = as === 'photo' ? [1280, 960] : as === 'video_note' ? [384, 384] : [undefined, undefined]
  return {
    ...newIds(),
    bot,
    as,
    name: file.name ?? `file${ending}`,
    mime: as === 'photo' ? MIMES.photo : (file.mime ?? MIMES[as]),
    bytes: file.claimedBytes ?? file.bytes.length,
    path: `${FOLDERS[as]}/file_${number}${/^\.\w+$/.test(ending) ? ending : ''}`,
    blob,
    ...sized(file.width ?? width, file.height ?? height),
    ...(file.duration !== undefined && { duration: file.duration }),
  }
}

const newIds = () => ({ id: `BQAC${opaque(45)}`, uniqueId: `AgAD${opaque(9)}` })
const sized = (width?: number, height?: number) => (width && height ? { width, height } : {})

function ladder(world: World, photo: FileRecord): FileRecord[] {
  const { width = 1280, height = 960 } = photo
  const widest = Math.max(width, height)
  return LADDER.filter(side => side < widest).map(side => ({
    ...photo,
    ...newIds(),
    path: `photos/file_${world.next(`file/${photo.bot}`, () => 0)}.jpg`,
    bytes: Math.ceil((photo.bytes * side * side) / (widest * widest)),
    width: Math.max(1, Math.round((width * side) / widest)),
    height: Math.max(1, Math.round((height * side) / widest)),
    scaled: true,
  }))
}

/** The bytes as they are downloaded. */
export async function readContent(world: World, file: FileRecord): Promise<Buffer> {
  const bytes = world.blobs.get(file.blob)
  if (!file.scaled || !file.width) return bytes
  const smaller = sharp(bytes).rotate().resize(file.width, file.height, { fit: 'inside' }).jpeg().toBuffer()
  // A test's "photo" may be any bytes at all.
  return smaller.catch(() => bytes)
}

/** As a message carries it; `files` as `storeFile` gave them. */
export function wireFile(files: FileRecord[]): Record<string, unknown> {
  const file = files.at(-1)
  if (!file) return {}
  if (file.as === 'photo')
    return { photo: files.map(step => ({ ...ids(step), width: step.width, height: step.height })) }
  const { width, height, duration = 0 } = file
  const named = { file_name: file.name, mime_type: file.mime }
  const moving = { width: width ?? 640, height: height ?? 480, duration, ...named, ...ids(file) }
  const shapes: Record<Exclude<SendAs, 'photo'>, Record<string, unknown>> = {
    document: { ...named, ...ids(file) },
    voice: { duration, mime_type: file.mime, ...ids(file) },
    video: moving,
    video_note: { length: width ?? 384, duration, ...ids(file) },
    audio: { duration, ...named, ...ids(file) },
    sticker: {
      width: 512,
      height: 512,
      type: 'regular',
      is_animated: false,
      is_video: false,
      emoji: '🙂',
      ...ids(file),
    },
    animation: moving,
  }
  const both = file.as === 'animation' ? { document: shapes.document } : {}
  return { [file.as]: shapes[file.as], ...both }
}

const ids = (file: FileRecord) => ({ file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes })

/** What an upload is found to be, refused where Telegram would refuse it as a picture. */
export async function inspect(as: SendAs, bytes: Buffer, name: string): Promise<PhoneFile> {
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (as === 'photo') return { bytes, name, ...(await measure(bytes)) }
  const found = await fileTypeFromBuffer(bytes)
  return { bytes, name, ...(found && { mime: found.mime === 'audio/ogg; codecs=opus' ? 'audio/ogg' : found.mime }) }
}

async function measure(bytes: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(bytes)
    .metadata()
    .catch(() => Promise.reject(badRequest('IMAGE_PROCESS_FAILED')))
  const tooThin = Math.max(width, height) > 20 * Math.min(width, height)
  if (width + height > 10_000 || tooThin) throw badRequest('PHOTO_INVALID_DIMENSIONS')
  return { width, height }
}
