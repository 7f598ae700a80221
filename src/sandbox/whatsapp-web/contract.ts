import type { BusinessPhone, PhoneChange, PhoneOptions } from './phones-contract.ts'
import type { PageBehaviour } from './protocol.ts'

export type * from './phones-contract.ts'

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
  /** Tells of each event from now on, until the returned function is called. */
  watchEvents(seen: (event: NetworkEvent) => void): () => void
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
  /** Default: the built one. Null: none is needed, whoever starts this speaks for the page himself. */
  pageFile?: string | null
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

export interface Pairing {
  /** Of a page that asked for a pairing code in place of a QR. */
  code: { phone: string; code: string } | null
  since: Date
}

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
