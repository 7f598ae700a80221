import { sha256 } from '../bytes.ts'
import { MediaData, OpaqueData } from '../opaque-data.ts'
import { ask } from '../transport.ts'

interface MediaObject {
  filehash: string
  contentInfo: object
  consolidate(): void
  blob?: Blob
  size?: number
  type?: string
}

interface Preparation {
  asSticker?: boolean
  asDocument?: boolean
  asGif?: boolean
  isPtt?: boolean
}

interface Upload {
  blob: Blob
  mimetype: string
  type: string
  filehash: string
}

interface Uploaded {
  directPath: string
  mediaKey: string
  mediaKeyTimestamp: number
  encFilehash: string
}

const objects = new Map<string, MediaObject>()

function objectOf(filehash: string): MediaObject {
  const known = objects.get(filehash) ?? { filehash, contentInfo: {}, consolidate: () => undefined }
  objects.set(filehash, known)
  return known
}

function kindOf(mimetype: string, { asSticker, asDocument, isPtt }: Preparation): string {
  if (asSticker) return 'sticker'
  if (asDocument) return 'document'
  const family = mimetype.split('/')[0] ?? ''
  if (family === 'audio') return isPtt ? 'ptt' : 'audio'
  return ['image', 'video'].includes(family) ? family : 'document'
}

async function prepare(opaque: OpaqueData, asked: Preparation): Promise<MediaData> {
  const { type: mimetype, size, blob } = opaque
  await ask('prepMedia', { mimetype, size })
  const filehash = await sha256(await blob.arrayBuffer())
  const type = kindOf(mimetype, asked)
  const filename = type === 'document' && blob instanceof File ? { filename: blob.name } : {}
  Object.assign(objectOf(filehash), { size, type, blob })
  return new MediaData({ type, mimetype, filehash, size, isGif: Boolean(asked.asGif), mediaBlob: opaque, ...filename })
}

async function upload({ blob, mimetype, type, filehash }: Upload): Promise<Uploaded> {
  const { url } = await ask('upload', { filehash, mimetype, type, size: blob.size })
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await fetch(url, { method: 'POST', body: blob, headers })
  if (!response.ok) throw new Error(`upload failed ${response.status}`)
  return response.json()
}

const addressOf = ({ directPath }: Uploaded) => `https://mmg.whatsapp.net${directPath}`

async function uploadMedia(asked: { mimetype: string; mediaObject: MediaObject; mediaType: string }) {
  const { mimetype, mediaObject, mediaType: type } = asked
  const { blob, filehash } = mediaObject
  if (!blob) throw new Error('nothing was prepared for this upload')
  const done = await upload({ blob, mimetype, type, filehash })
  const mmsUrl = addressOf(done)
  return { mediaEntry: { ...done, mmsUrl, deprecatedMms3Url: mmsUrl, uploadHash: done.encFilehash } }
}

async function download({
  directPath,
  filehash,
  mediaKey,
}: {
  directPath?: string
  filehash?: string
  mediaKey?: string
}) {
  if (!directPath || !mediaKey) throw new Error('downloadAndMaybeDecrypt: no directPath or mediaKey')
  const response = await fetch(`/media${directPath}`)
  const { status } = response
  if (!response.ok) throw Object.assign(new Error(`media download failed: ${status}`), { status })
  const content = await response.arrayBuffer()
  if (filehash && (await sha256(content)) !== filehash)
    throw new Error('HashMismatch: decrypted media does not match filehash')
  return content
}

async function toSticker(file: Blob): Promise<Blob> {
  const canvas = new OffscreenCanvas(512, 512)
  canvas.getContext('2d')?.drawImage(await createImageBitmap(file), 0, 0, 512, 512)
  return canvas.convertToBlob({ type: 'image/webp' })
}

/** Files on their way out and in. */
export const mediaModules: Record<string, unknown> = {
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: {
    prepRawMedia: (opaque: OpaqueData, asked: Preparation) => ({ waitForPrep: () => prepare(opaque, asked) }),
  },
  WAWebMediaStorage: { getOrCreateMediaObject: objectOf },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }: { type: string }) => type, castToV4: (type: string) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaInMemoryBlobCache: { InMemoryMediaBlobCache: { put: () => undefined } },
  WAWebMediaUpdateMsg: (data: unknown) => data,
  WAWebMediaMmsV4Upload: {
    uploadMedia,
    uploadUnencryptedMedia: () => Promise.reject(new Error('the double has no newsletters')),
  },
  WAWebUploadManager: {
    async encryptAndUpload({ blob, type }: { blob: Blob; type: string }) {
      const filehash = await sha256(await blob.arrayBuffer())
      const done = await upload({ blob, mimetype: blob.type, type, filehash })
      return { ...done, url: addressOf(done), mimetype: blob.type }
    },
  },
  WAWebStartMediaUploadQpl: { startMediaUploadQpl: () => ({}) },
  WAWebImageUtils: { toWebpSticker: toSticker },
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt: download } },
}
