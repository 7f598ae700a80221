import type { SendAs as TelegramSendAs } from '../telegram/contract.ts'

export interface PhoneOptions {
  pushname?: string
  lid?: string
  platform?: 'android' | 'iphone' | 'smba' | 'smbi'
}

/** The account that a page gets linked to. */
export interface BusinessPhone {
  readonly number: string
  /** `number@c.us` */
  readonly pn: string
  readonly pushname: string
  readonly behaviour: PhoneBehaviour
  /** Whether a linked page is connected. */
  readonly online: boolean
  /** Ids of the linked devices. */
  readonly devices: string[]
  /** What the business sent through a linked page, oldest first. */
  readonly sent: Sent[]

  /** As the camera would: takes the text of the 'qr' event, gives the device's id. @throws where it is not valid any more */
  scanQr(qr: string): string
  /** Scans the QR that the page longest waiting shows right now; false where none does. */
  scanShown(): boolean
  enterPairingCode(code: string): string
  /** Removes a linked device (default: all): `LOGOUT` as today, `UNPAIRED` as a change of state only. */
  logout(options?: { how?: 'LOGOUT' | 'UNPAIRED'; device?: string }): void
  /** Cuts the page's connection and keeps it cut for `ms` (1,000). The page stays loaded. */
  drop(ms?: number): Promise<void>
  setState(state: string): void
  reloadPage(): void
  /** The page's main thread is busy for so long. */
  freezePage(ms: number): void
  evalInPage(code: string): void
  /** 'authenticated' and 'ready' once more. */
  resync(): void

  /** The same number is the same customer; `options` change what is known of them. */
  customer(number: string, options?: CustomerOptions): WhatsAppCustomer
  customers(): WhatsAppCustomer[]
  /** WhatsApp moves a chat from number@c.us to lid@lid; the ids of its messages change with it. */
  migrateToLid(number: string): void

  /** The owner writes by hand on the phone itself: the page gets it as fromMe. */
  sendFromPhone(number: string, content: string | HandSent, options?: { as?: 'pn' | 'lid' }): Delivered
  /** What the owner does by hand to a message, by its id. */
  edit(id: string, text: string): void
  revoke(id: string): void
  react(id: string, emoji: string): void
  /** The same message handed to the page once more. */
  redeliver(id: string): void
  ack(id: string, level?: Ack): void
  /** Anything else changed on a message's model. */
  patch(id: string, attrs: Record<string, unknown>): void
  /** From the business's phone and its pages; the customer's keeps it. */
  deleteForMe(id: string): void
  /** The first that fits of what the business sends and no one has waited for yet. Rejects after `ms` (10,000). */
  waitForSent(fits?: (message: Sent) => boolean, ms?: number): Promise<Sent>
}

export interface HandSent {
  text?: string
  image?: { bytes: Bytes; mimetype?: string }
}

export interface PhoneBehaviour {
  /** What the customers' phones acknowledge by themselves. */
  autoAck: null | 'delivered' | 'read'
  /** A number's chat is kept under its LID, as after WhatsApp's migration. */
  lidMigrated: boolean
  /** No page can log in. */
  offline: boolean
  /** Nothing is handed to the page before it logs in again. */
  held: boolean
}

export type Ack = 'error' | 'pending' | 'server' | 'delivered' | 'read' | 'played' | number
export type Bytes = Buffer | Uint8Array

export interface Delivered {
  id: string
  serialized: string
  /** In seconds. */
  t: number
}

/** A message of the business as it reached WhatsApp. */
export interface Sent extends Delivered {
  to: string
  /** The number of the customer it went to. */
  customer?: string | undefined
  type: string
  body?: string | undefined
  caption?: string | undefined
  quotedId?: string | undefined
  bytes?: Buffer | undefined
  mimetype?: string | undefined
  filename?: string | undefined
  lat?: number | undefined
  lng?: number | undefined
  loc?: string | undefined
  vcards?: unknown[] | undefined
  /** In ms. */
  at: number
  ack: number
  edits: string[]
  revoked: boolean
  raw: Record<string, unknown>
}

export interface CustomerOptions {
  pushname?: string
  /** As saved in the business's address book. */
  name?: string
  lid?: string
  as?: 'pn' | 'lid'
  /** The page knows which number the LID belongs to. */
  lidKnown?: boolean
  numberHidden?: boolean
  isBusiness?: boolean
  registered?: boolean
  platform?: 'android' | 'ios'
  picture?: Bytes
}

export interface SendOptions {
  as?: 'pn' | 'lid'
  /** The id of the message that is answered. */
  quote?: string
  id?: string
  /** In seconds. */
  t?: number
  group?: string
  groupName?: string
  forwarded?: number
  extra?: Record<string, unknown>
}

export interface MediaOptions extends SendOptions {
  caption?: string
  mimetype?: string
  filename?: string
  seconds?: number
  gif?: boolean
  /** Makes downloadMedia() give undefined. */
  stage?: 'REUPLOADING' | 'ERROR_MISSING' | 'FETCHING'
}

export type Picture = Bytes | { bytes: Bytes; mimetype?: string; caption?: string }

/** Somebody who writes to the business. */
export interface WhatsAppCustomer {
  readonly number: string
  readonly lid: string | undefined
  readonly pushname: string
  /** The whole chat as the customer's phone shows it, oldest first. */
  messages(): PhoneMessage[]
  /** What the business sent to this customer. */
  readonly received: Sent[]
  waitForMessage(fits?: (message: Sent) => boolean, ms?: number): Promise<Sent>
  wid(as?: 'pn' | 'lid'): string

  text(body: string, options?: SendOptions): Delivered
  image(bytes: Bytes, options?: MediaOptions): Delivered
  video(bytes: Bytes, options?: MediaOptions): Delivered
  voice(bytes: Bytes, options?: MediaOptions): Delivered
  audio(bytes: Bytes, options?: MediaOptions): Delivered
  document(bytes: Bytes, options?: MediaOptions): Delivered
  sticker(bytes: Bytes, options?: MediaOptions): Delivered
  /** A header message of type 'album', then each picture as a message of its own. */
  album(pictures: Picture[], options?: MediaOptions): Delivered & { items: Delivered[] }
  location(
    latitude: number,
    longitude: number,
    options?: SendOptions & { name?: string; address?: string; url?: string; live?: boolean },
  ): Delivered
  vcard(card: string, options?: SendOptions): Delivered
  vcards(cards: string[], options?: SendOptions): Delivered
  poll(name: string, choices: string[], options?: SendOptions): Delivered
  /** Any other type: 'order', 'call_log', 'e2e_notification', 'unknown' ... */
  raw(attrs: Record<string, unknown> & { type: string }, options?: SendOptions): Delivered
  /** A status update ("story"), not a message to the business. */
  status(body: string): Delivered
  /** Arrives undecrypted; `decrypt` lets it become readable. */
  ciphertext(
    options?: SendOptions & { subtype?: string },
  ): Delivered & { decrypt(body: string, attrs?: Record<string, unknown>): void }
  edit(id: string, body: string): void
  /**
   * "Delete for everyone". As today the model gets a new id and keeps the old one in protocolMessageKey. `sameId`: it keeps its
   * id. `oneStep`: whatsapp-web.js has no message from before.
   */
  revoke(id: string, options?: { sameId?: boolean; oneStep?: boolean }): void
  /** An empty emoji takes the reaction back. */
  react(id: string, emoji: string, options?: { as?: 'pn' | 'lid' }): void
  call(options?: { video?: boolean }): void
}

export type SendAs = Exclude<TelegramSendAs, 'video_note'>

export interface PhoneMessage {
  id: string
  from: 'customer' | 'shop'
  date: Date
  text: string
  files: { as: SendAs; name: string; mime: string; bytes: number; fileId: string }[]
  replyTo: string | null
  /** The same for all pictures of one album. */
  album: string | null
  edited: boolean
  revoked: boolean
  reactions: { from: 'customer' | 'shop'; emoji: string }[]
  location: { latitude: number; longitude: number } | null
  contact: { name: string; phone: string } | null
  /** Of the customer's own: sent, delivered to a linked page, read there. Of the shop's: as the customer's phone acknowledged it. */
  ticks: Ticks
}

export type Ticks = 'failed' | 'waiting' | 'sent' | 'delivered' | 'read' | 'played'

/** `person` is the customer's number. */
export type PhoneChange =
  /** New, edited, revoked, with another tick or reaction. */
  | { kind: 'message'; person: string; message: PhoneMessage }
  | { kind: 'action'; person: string; action: 'typing' | 'recording' | 'stop' }
  | { kind: 'person'; person: string }
