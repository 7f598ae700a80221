import { z } from 'zod'
import { asPhoto } from './samples/pictures.ts'
import type { PhoneFile } from './telegram/contract.ts'

/** What any customer may be asked to send, whatever the messenger. */

export const Text = z.string().trim().min(1, 'Write something first.')
export const Location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
export const Contact = z.object({
  phone: z.string().regex(/^[+]?[\d ()-]{4,20}$/, 'That is no phone number.'),
  own: z.boolean(),
})

const File = z.object({
  as: z.enum(['photo', 'document', 'voice', 'video']),
  name: z.string().max(200).default('file'),
  mime: z.string().max(100).default('application/octet-stream'),
  /** Base64. */
  content: z.string().min(1, 'The file is empty.'),
  /** In seconds. */
  duration: z.number().nonnegative().max(36_000).optional(),
})
type AskedFile = z.infer<typeof File>
export const Files = z.array(File).min(1).max(10)

export interface ReadyFile {
  as: AskedFile['as']
  file: PhoneFile
}

/** As a phone prepares them before they leave. @throws Error where a photo is no picture */
export const prepared = (files: AskedFile[]): Promise<ReadyFile[]> =>
  Promise.all(files.map(async file => ({ as: file.as, file: await prepare(file) })))

export const isAlbum = (files: ReadyFile[]) => files.length > 1 && files.every(({ as }) => as === 'photo')

async function prepare({ as, name, mime, content, duration }: AskedFile): Promise<PhoneFile> {
  const bytes = Buffer.from(content, 'base64')
  if (as === 'photo') return asPhoto(bytes).catch(() => Promise.reject(new Error(`${name} is not a picture.`)))
  return {
    bytes,
    name,
    mime: mime.split(';')[0] ?? mime,
    ...(duration !== undefined && { duration: Math.round(duration) }),
  }
}
