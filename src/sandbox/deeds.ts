import { z } from 'zod'
import { Contact, Files, isAlbum, Location, prepared, Text } from './asked.ts'
import type { CustomerPhone } from './telegram/contract.ts'

const messageId = z.number().int().positive()
const Say = z.object({ text: Text, replyTo: messageId.optional() })
const Send = z.object({ files: Files, caption: z.string().optional(), replyTo: messageId.optional() })
const Start = z.object({
  payload: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
})

type Deed = (phone: CustomerPhone, body: unknown) => unknown

/** What a customer can do on Telegram, by the last word of the address. */
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
    const edited = z.object({ messageId, text: Text }).parse(body)
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
  const ready = await prepared(files)
  if (isAlbum(ready)) {
    phone.album(
      ready.map(({ file }) => file),
      { caption },
    )
    return
  }
  for (const [index, { as, file }] of ready.entries())
    phone.send(as, file, { ...(index === 0 && { caption }), ...(replyTo && { replyTo }) })
}
