import { z } from 'zod'
import { asPhoto } from './samples/pictures.ts'
import type { CustomerPhone, PhoneFile } from './telegram/contract.ts'

const messageId = z.number().int().positive()
const File = z.object({
  as: z.enum(['photo', 'document', 'voice', 'video']),
  name: z.string().max(200).default('file'),
  mime: z.string().max(100).default('application/octet-stream'),
  /** Base64. */
  content: z.string().min(1, 'The file is empty.'),
  /** In seconds. */
  duration: z.number().nonnegative().max(36_000).optional(),
})
type SentFile = z.infer<typeof File>

const Say = z.object({ text: z.string().trim().min(1, 'Write something first.'), replyTo: messageId.optional() })
const Send = z.object({
  files: z.array(File).min(1).max(10),
  caption: z.string().optional(),
  replyTo: messageId.optional(),
})
const Start = z.object({
  payload: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
})
const Location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
const Contact = z.object({ phone: z.string().min(4).max(20), own: z.boolean() })

type Deed = (phone: CustomerPhone, body: unknown) => unknown

/** What a customer can do, by the last word of the address. */
const deeds: Readonly<Record<string, Deed>> = {
  start: (phone, body) => phone.start(Start.parse(body).payload),
  say(phone, body) {
    const { text, replyTo } = Say.parse(body)
    phone.say(text, replyTo ? { replyTo } : {})
  },
  send,
  location(phone, body) {
    const { latitude, longitude } = Location.parse(body)
    phone.location(latitude, longitude)
  },
  contact(phone, body) {
    const { phone: number, own } = Contact.parse(body)
    phone.contact(number, own)
  },
  press(phone, body) {
    const pressed = z.object({ messageId, label: z.string() }).parse(body)
    phone.press(pressed.messageId, pressed.label)
  },
  edit(phone, body) {
    const edited = z.object({ messageId, text: Say.shape.text }).parse(body)
    phone.edit(edited.messageId, edited.text)
  },
  block: phone => phone.block(),
  unblock: phone => phone.unblock(),
}

/** @throws Error whose text can be shown to whoever plays the customer */
export async function deed(phone: CustomerPhone, name: string, body: unknown): Promise<void> {
  const does = Object.hasOwn(deeds, name) ? deeds[name] : undefined
  if (!does) throw new Error('A customer cannot do that.')
  await does(phone, body)
}

async function send(phone: CustomerPhone, body: unknown): Promise<void> {
  const { files, caption = '', replyTo } = Send.parse(body)
  const ready = await Promise.all(files.map(async file => ({ as: file.as, file: await prepare(file) })))
  if (ready.length > 1 && ready.every(({ as }) => as === 'photo')) {
    phone.album(
      ready.map(({ file }) => file),
      { caption },
    )
    return
  }
  for (const [index, { as, file }] of ready.entries())
    phone.send(as, file, { ...(index === 0 && { caption }), ...(replyTo && { replyTo }) })
}

async function prepare({ as, name, mime, content, duration }: SentFile): Promise<PhoneFile> {
  const bytes = Buffer.from(content, 'base64')
  if (as === 'photo') return asPhoto(bytes).catch(() => Promise.reject(new Error(`${name} is not a picture.`)))
  return {
    bytes,
    name,
    mime: mime.split(';')[0] ?? mime,
    ...(duration !== undefined && { duration: Math.round(duration) }),
  }
}
