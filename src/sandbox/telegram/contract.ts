/** What the sandbox's Bot API server can be asked by a test, the seeded shop and the phone page. */
export interface BotApi {
  /** `http://127.0.0.1:PORT`: what `TELEGRAM_API_ROOT` is set to. */
  readonly root: string
  /** A bot with a token; asking twice for the same username gives the same bot. */
  bot(options?: { username?: string; name?: string }): Bot
  /** A person with that bot open on their phone. The same `id` is the same person. */
  customer(bot: Bot, person: Person): CustomerPhone
  customers(bot: Bot): CustomerPhone[]
  /** Tells of every change on any of that bot's phones until the returned function is called. */
  watch(bot: Bot, seen: (change: PhoneChange) => void): () => void
  /** What a file of that bot holds; null where there is none of that id. */
  file(bot: Bot, fileId: string): { bytes: Buffer; mime: string; name: string } | null
  readonly faults: Faults
  /** Every call a bot made, oldest first (the newest 10,000). */
  readonly journal: readonly Call[]
  close(): Promise<void>
}

export interface Bot {
  readonly id: number
  readonly token: string
  readonly username: string
}

export interface Person {
  id?: number
  firstName: string
  lastName?: string
  username?: string
  languageCode?: string
}

export interface CustomerPhone {
  readonly id: number
  readonly person: Person
  readonly blocked: boolean
  /** Saying anything to a bot one has blocked unblocks it first, as the app's "restart" does. */
  start(payload?: string): number
  say(text: string, options?: { replyTo?: number; date?: Date; forwarded?: boolean }): number
  /** One file; `as` is how Telegram calls it. Gives the message id. */
  send(
    as: SendAs,
    file: PhoneFile,
    options?: { caption?: string; replyTo?: number; mediaGroup?: string; date?: Date },
  ): number
  album(files: PhoneFile[], options?: { caption?: string; date?: Date }): number[]
  location(latitude: number, longitude: number): number
  contact(phone: string, own: boolean): number
  /** Any other message body, as the Bot API would give it (`{ dice: {...} }`). */
  raw(body: Record<string, unknown>): number
  edit(messageId: number, text: string): void
  /** Presses a button under a message of the bot, by its label. */
  press(messageId: number, label: string): void
  block(): void
  unblock(): void
  /** The whole chat as the phone shows it, oldest first. */
  messages(): PhoneMessage[]
  /** The first message of the bot after message `after` (default: any not yet given by `next`) that fits. Rejects after `ms` (5,000). */
  next(fits?: (message: PhoneMessage) => boolean, options?: { after?: number; ms?: number }): Promise<PhoneMessage>
}

export type SendAs = 'photo' | 'document' | 'voice' | 'video' | 'video_note' | 'audio' | 'sticker' | 'animation'

export interface PhoneFile {
  bytes: Buffer
  name?: string
  mime?: string
  duration?: number
  width?: number
  height?: number
  /** What getFile claims as size, where it is not the truth (a 25 MB video without 25 MB). */
  claimedBytes?: number
}

export interface PhoneMessage {
  id: number
  from: 'customer' | 'bot'
  date: Date
  text: string
  files: { as: SendAs; name: string; bytes: number; fileId: string }[]
  buttons: { label: string; data: string }[][]
  replyTo: number | null
  mediaGroup: string | null
  edited: boolean
  location: { latitude: number; longitude: number } | null
  contact: { name: string; phone: string } | null
  /** Telegram's second tick: the bot has fetched the message and confirmed that it has it. */
  fetched: boolean
}

export type PhoneChange =
  /** New, edited, or with another tick. */
  | { kind: 'message'; person: number; message: PhoneMessage }
  | { kind: 'deleted'; person: number; messageId: number }
  /** The bot shows "typing…" or the like, for about five seconds. */
  | { kind: 'action'; person: number; action: string }
  /** The answer to a pressed button: a line that goes away, or a box (`alert`). */
  | { kind: 'answer'; person: number; text: string; alert: boolean }
  | { kind: 'person'; person: number }

export interface Faults {
  /** The next `times` calls of `method` answer like this instead. `dropAnswer`: done, but the connection is cut before the answer. */
  next(method: string, fault: Fault, times?: number): void
  clear(): void
}

export type Fault =
  | { status: number; description: string; retryAfter?: number }
  | { dropAnswer: true }
  | { dropRequest: true }
  | { delayMs: number }

export interface Call {
  method: string
  chatId: number | null
  /** When it came, in ms. */
  at: number
  /** 0: not answered, or not yet (a waiting poll). */
  status: number
  payload: Record<string, unknown>
}
