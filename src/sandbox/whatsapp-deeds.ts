import { z } from 'zod'
import { Contact, Files, isAlbum, Location, prepared, type ReadyFile, Text } from './asked.ts'
import type { BusinessPhone, PhoneMessage, WhatsAppCustomer } from './whatsapp-web/contract.ts'

/** Somebody who writes to one of the shop's numbers. */
export interface Chat {
  shop: BusinessPhone
  customer: WhatsAppCustomer
}

const messageId = z.string().min(1).max(100)
const Say = z.object({ text: Text, replyTo: messageId.optional() })
const Send = z.object({ files: Files, caption: z.string().optional(), replyTo: messageId.optional() })
const Edit = z.object({ messageId, text: Text })
/** Empty: takes it back. */
const emoji = z
  .string()
  .max(24)
  .regex(/^$|^\p{Extended_Pictographic}/u, 'That is not an emoji.')
const React = z.object({ messageId, emoji })

/** What a customer can do on WhatsApp, by the last word of the address. */
const deeds: Readonly<Record<string, (chat: Chat, body: unknown) => unknown>> = {
  say(chat, body) {
    const { text, replyTo } = Say.parse(body)
    chat.customer.text(text, quote(chat, replyTo))
  },
  send,
  location({ customer }, body) {
    const { latitude, longitude } = Location.parse(body)
    customer.location(latitude, longitude)
  },
  contact({ customer }, body) {
    const { phone, own } = Contact.parse(body)
    customer.vcard(card(own ? customer.pushname : 'A friend', phone))
  },
  edit(chat, body) {
    const edited = Edit.parse(body)
    const message = ownMessage(chat, edited.messageId)
    if (!message.text) throw new Error('Only words can be edited.')
    chat.customer.edit(message.id, edited.text)
  },
  revoke(chat, body) {
    const { messageId: id } = z.object({ messageId }).parse(body)
    chat.customer.revoke(ownMessage(chat, id).id)
  },
  react(chat, body) {
    const { messageId: id, emoji: sign } = React.parse(body)
    chat.customer.react(messageIn(chat, id).id, sign)
  },
  /** The customer looks at the chat: the shop's ticks turn blue. */
  read({ shop, customer }) {
    for (const { id, from, ticks } of customer.messages())
      if (from === 'shop' && (ticks === 'sent' || ticks === 'delivered')) shop.ack(id, 'read')
  },
}

/** @throws Error whose text can be shown to whoever plays the customer */
export async function whatsappDeed(chat: Chat, name: string, body: unknown): Promise<void> {
  const does = Object.hasOwn(deeds, name) ? deeds[name] : undefined
  if (!does) throw new Error('A customer cannot do that.')
  await does(chat, body)
}

/** @throws where the chat has no such message, or not any more */
function messageIn({ customer }: Chat, id: string): PhoneMessage {
  const found = customer.messages().find(message => message.id === id)
  if (!found || found.revoked) throw new Error('There is no such message in this chat.')
  return found
}

function ownMessage(chat: Chat, id: string): PhoneMessage {
  const message = messageIn(chat, id)
  if (message.from !== 'customer') throw new Error('A customer changes only what the customer wrote.')
  return message
}

const quote = (chat: Chat, id: string | undefined) => (id === undefined ? {} : { quote: messageIn(chat, id).id })

async function send(chat: Chat, body: unknown): Promise<void> {
  const { files, caption, replyTo } = Send.parse(body)
  const more = quote(chat, replyTo)
  const words = caption ? { caption } : {}
  const ready = await prepared(files)
  if (isAlbum(ready)) {
    chat.customer.album(
      ready.map(({ file }) => file.bytes),
      { ...more, ...words },
    )
    return
  }
  for (const [index, file] of ready.entries()) sendOne(chat.customer, file, { ...more, ...(index === 0 && words) })
}

function sendOne(customer: WhatsAppCustomer, { as, file }: ReadyFile, more: { quote?: string; caption?: string }) {
  const { bytes, name: filename = 'file', mime: mimetype = 'application/octet-stream', duration: seconds } = file
  const lasting = seconds === undefined ? {} : { seconds }
  switch (as) {
    case 'photo':
      return customer.image(bytes, more)
    case 'voice':
      // A voice note has no caption.
      return customer.voice(bytes, { ...(more.quote && { quote: more.quote }), ...lasting, ...voiceKind(mimetype) })
    case 'video':
      return customer.video(bytes, { ...more, ...lasting, mimetype })
    case 'document':
      return customer.document(bytes, { ...more, filename, mimetype })
  }
}

/** What a phone records; a browser that cannot sends what it has. */
const voiceKind = (mimetype: string) => (mimetype === 'audio/ogg' ? {} : { mimetype })

const card = (name: string, phone: string) =>
  `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone.replace(/\D/g, '')}:${phone}\nEND:VCARD`
