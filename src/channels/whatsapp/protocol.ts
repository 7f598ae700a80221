/** What the service and the process that drives one number's browser say to each other. */

/** A message as WhatsApp Web holds it, in plain words. */
export interface WaMessage {
  /** The id its sender gave it: the same in every chat name and on every build. */
  id: string
  fromMe: boolean
  /** `<number>@c.us` or `<lid>@lid`: the other side, whoever wrote. */
  chat: string
  type: string
  body: string
  caption: string
  /** Seconds since 1970, by WhatsApp's clock. */
  t: number
  ack: number
  /** What they call themselves, where the message told. */
  name: string
  quotedId: string | null
  /** The album it belongs to. */
  parentId: string | null
  forwarded: boolean
  /** When it was last edited, in ms; 0: never. */
  editedMs: number
  /** The message that was taken back, where this one says so. */
  revokedId: string | null
  media: { mime: string; bytes: number | null; filename: string | null; seconds: number | null; gif: boolean } | null
  size: { width: number; height: number } | null
  location: { latitude: number; longitude: number; title: string } | null
  vcards: string[]
  poll: { name: string; options: string[] } | null
}

/** What somebody thinks of a message; an empty emoji takes it back. `t` in seconds. */
export interface WaReaction {
  chat: string
  on: string
  fromMe: boolean
  emoji: string
  t: number
}

/** Who stands behind a chat, as far as WhatsApp tells. */
export interface WaPerson {
  name: string
  /** `<number>@c.us` */
  pn: string | null
  /** `<lid>@lid` */
  lid: string | null
}

export interface WaContent {
  text: string
  /** The id (not the whole key) of the message it answers. */
  quotedId?: string
  file?: { mime: string; name: string; content: Buffer; as: 'media' | 'voice' | 'document' | 'sticker' | 'gif' }
}

/** What the service asks of the worker, by name: each is answered once, or not at all where the worker dies. */
export interface Calls {
  /** Whether page and connection are alive. */
  probe(): { state: string | null }
  /** Chats with a person in which something was said since then. Seconds. */
  chats(since: number): string[]
  /** Oldest first, from `since` on. `from`: it goes back that far, to the beginning of what the page has, or ends in the middle. */
  history(
    chat: string,
    since: number,
    most: number,
  ): { messages: WaMessage[]; from: 'since' | 'beginning' | 'middle'; reactions: WaReaction[] }
  person(chat: string): WaPerson
  /** `id`: the id to send it under. Gives the one it went under, with its ack by now. `known`: the chat held it already, and nothing was sent. */
  send(chat: string, id: string, content: WaContent): { id: string; ack: number; known: boolean }
  edit(chat: string, id: string, text: string): 'done' | 'not_found' | 'too_late'
  /** Its ack and words by now; null where the chat does not hold it. Of two with one id there is none. */
  find(chat: string, id: string, text: string, since: number): { id: string; ack: number; text: string } | null
  /** Null where WhatsApp does not give it (yet, or for ever). */
  download(chat: string, id: string): { content: Buffer } | null
  picture(chat: string): { content: Buffer } | null
  typing(chat: string, on: boolean): void
  seen(chat: string): void
  /** Offers codes to type from now on. */
  code(phone: string): void
  /** Takes this device off the account. */
  logout(): void
}
export type CallName = keyof Calls
export type CallArgs<N extends CallName> = Parameters<Calls[N]>
export type CallResult<N extends CallName> = ReturnType<Calls[N]>

/** Why a session ended. */
export type LossReason =
  | 'logged_out'
  | 'conflict'
  | 'banned'
  | 'incompatible'
  /** The browser, its page or this process is gone, or hangs. */
  | 'browser'
  /** The page never came so far that it could be used. */
  | 'never_ready'
  /** Nobody linked it in time. */
  | 'not_linked'
  | 'no_browser'

export type WorkerEvent =
  | { event: 'offer'; kind: 'qr' | 'code'; text: string }
  | { event: 'syncing'; percent: number | null }
  /** `state`: as of `connection`. */
  | { event: 'ready'; state: string; number: string; name: string; version: string; missing: string[] }
  /** The page's own connection: CONNECTED, OPENING, TIMEOUT, … */
  | { event: 'connection'; state: string }
  | { event: 'message'; message: WaMessage }
  | { event: 'edited'; message: WaMessage }
  | { event: 'revoked'; message: WaMessage }
  | { event: 'unreadable'; message: WaMessage }
  | { event: 'ack'; id: string; chat: string; ack: number; t: number }
  | ({ event: 'reaction' } & WaReaction)
  | { event: 'call'; id: string; chat: string; video: boolean }
  /** Something the page or the library threw where nobody waited for it. Never anybody's words. */
  | { event: 'fault'; text: string }
  | { event: 'lost'; reason: LossReason; detail: string }

export interface WorkerOptions {
  /** The folder of this number: the browser's profile is in it. */
  folder: string
  executablePath: string
  args: string[]
  timings: WorkerTimings
  /** As `readyMs`, for a page that was up before. In ms. */
  againMs: number
}

/** In milliseconds. */
export interface WorkerTimings {
  /** From a sign of progress to the next one, until the line is up. */
  readyMs: number
  /** How long a person has to link it. */
  pairingMs: number
  /** An offer older than this is asked for anew. */
  offerMs: number
}

export type ToWorker =
  | { kind: 'open'; options: WorkerOptions }
  | { kind: 'call'; n: number; name: CallName; args: unknown[] }
  | { kind: 'close' }

/** How a call failed. `page`: the page refused it · `gone`: page or browser are not there (any more), or hang. */
export interface CallFailure {
  how: 'page' | 'gone'
  /** For the log: an error's words without what was said. */
  text: string
}

export type FromWorker = WorkerEvent | { answer: number; result: unknown } | { answer: number; failure: CallFailure }
