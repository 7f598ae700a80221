import type { SendAs as TelegramSendAs } from '../telegram/contract.ts'
import type { PageBehaviour } from './protocol.ts'

/** WhatsApp's servers, the shop's phones and its customers' phones, as a test, the sandbox or a bench plays them. */
export interface WhatsAppWeb {
  readonly port: number
  /** A Chromium that takes this for web.whatsapp.com and reaches nothing else: a script around the real one. */
  readonly executablePath: string
  /** What such a Chromium is started with; for who starts it himself. */
  readonly chromiumArgs: string[]
  /** Change it at any time; what is under `page` counts from the next load of the page. */
  readonly behaviour: Behaviour
  /** A business's phone. The same number is the same phone; `options` change what is known of it. */
  phone(number: string, options?: PhoneOptions): BusinessPhone
  phones(): BusinessPhone[]
  /** The pages that show a QR or wait for a pairing code right now, oldest first. */
  pairings(): Pairing[]
  /** Tells of each page that begins to wait, and of each that no longer does, until the returned function is called. */
  watchPairings(seen: (waiting: Pairing[]) => void): () => void
  /** Tells of every change that phone's customers would see on theirs, until the returned function is called. */
  watch(phone: BusinessPhone, seen: (change: PhoneChange) => void): () => void
  /** What a file of a message holds; null where there is none of that id. */
  file(fileId: string): { bytes: Buffer; mime: string; name: string } | null
  /** Makes the next `times` (1) calls of an operation of the page go wrong. */
  fault(operation: FaultyOperation, fault: Fault): void
  clearFaults(): void
  /** What happened, oldest first (the newest 10,000). */
  readonly events: readonly NetworkEvent[]
  /** The first event that fits, past ones from number `since` on included. Rejects after `ms` (10,000). */
  waitFor(fits: string | ((event: NetworkEvent) => boolean), ms?: number, since?: number): Promise<NetworkEvent>
  /** The number that the next event will have. */
  nextEvent(): number
  count(type: string): number
  close(): Promise<void>
}

export interface WhatsAppWebOptions {
  /** 0 (the default): any free one. */
  port?: number
  /** The Chromium that `executablePath` starts. Default `/usr/bin/chromium`. */
  chromium?: string
  /** Everything survives a restart in this file and in the folder `<file>.files`. */
  stateFile?: string
  behaviour?: Partial<Omit<Behaviour, 'page'>>
  /** Writes every event to stderr. */
  verbose?: boolean
}

export interface Behaviour {
  /** How often a QR is replaced (really 20 s). */
  qrRotateMs: number
  /** After so many QRs nobody scanned the page goes UNPAIRED_IDLE. */
  qrMaxRefs: number
  /** From CONNECTED to hasSynced. */
  syncDelayMs: number
  /**
   * `normal`: hasSynced turns true once whatsapp-web.js listens for it. `racy`: after `syncDelayMs`, listening or not, as in
   * life. `early`: before it listens, so that 'ready' never fires. `never`.
   */
  sync: 'normal' | 'racy' | 'early' | 'never'
  /** Turns hasSynced off and on at each reconnection: 'authenticated' and 'ready' fire again. */
  resyncOnReconnect: boolean
  /**
   * What came while the page was away lands before 'ready', without an event (`before-sync`), after it, with one
   * (`after-sync`), or every other one so (`split`).
   */
  offlineDelivery: 'before-sync' | 'after-sync' | 'split'
  /** How many of a chat's latest messages the page holds after a load. */
  preload: number
  htmlDelayMs: number
  htmlStatus: number
  refuseLogin: boolean
  page: PageBehaviour
}

export interface PhoneOptions {
  pushname?: string
  lid?: string
  platform?: 'android' | 'iphone' | 'smba' | 'smbi'
}

export interface Pairing {
  /** Of a page that asked for a pairing code in place of a QR. */
  code: { phone: string; code: string } | null
  since: Date
}

/** The account that a page gets linked to. */
export interface BusinessPhone {
  readonly number: string
  /** `number@c.us` */
  readonly pn: string
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
  /** "typing…" as the business's phone would show it; only logged. */
  typing(): void
}

export type SendAs = Exclude<TelegramSendAs, 'video_note'>

export interface PhoneMessage {
  id: string
  from: 'customer' | 'shop'
  date: Date
  text: string
  files: { as: SendAs; name: string; mime: string; bytes: number; fileId: string }[]
  replyTo: string | null
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
  | { kind: 'deleted'; person: string; messageId: string }
  | { kind: 'action'; person: string; action: 'typing' | 'recording' | 'stop' }
  | { kind: 'person'; person: string }

export type FaultyOperation =
  | 'preSend'
  | 'sendMsg'
  | 'upload'
  | 'prepMedia'
  | 'findChat'
  | 'queryExists'
  | 'contact'
  | 'picture'
  | 'loadEarlier'
  | 'getMsgs'
  | 'search'
  | 'sendSeen'
  | 'chatState'
  | 'reaction'
  | 'reactions'
  | 'edit'
  | 'revoke'
  | 'linkPreview'
  | 'mediaStage'
  | 'msgInfo'
  | 'pairingCode'
  | 'logout'
  /** The download of a file. */
  | 'media'

export interface Fault {
  /**
   * `throw`, `hang`, `null` for any. For `sendMsg` also `nack` (refused: ack -1), `silent` (swallowed), `lostAck` (delivered,
   * its acknowledgement lost). For `media` a status (`404`), `corrupt` or `hang`; for `mediaStage` a stage's name.
   */
  mode?: 'throw' | 'hang' | 'null' | 'nack' | 'silent' | 'lostAck' | 'corrupt' | (string & {})
  message?: string
  name?: string
  status?: number
  /** Before it goes on, or wrong. */
  delayMs?: number
  times?: number
  /** Of a `nack`. Default 463. */
  code?: number
}

export interface NetworkEvent {
  n: number
  /** In ms. */
  at: number
  type: string
  [more: string]: unknown
}
