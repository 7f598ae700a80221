import { randomBytes, randomInt } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import { type Blobs, openBlobs } from '../blobs.ts'
import { openJournal, type Table } from '../journal.ts'
import type { PhoneChange, SendAs } from './contract.ts'

export interface BotRecord {
  id: number
  token: string
  username: string
  name: string
  /** Null: all that is not asked for by name. */
  allowed: string[] | null
  webhook: Webhook | null
  commands: unknown[]
}

export interface Webhook {
  url: string
  secret: string
  maxConnections: number
}

export interface PersonRecord {
  id: number
  firstName: string
  lastName?: string
  username?: string
  languageCode?: string
}

export interface ChatRecord {
  bot: number
  person: number
  /** A bot cannot speak first. */
  opened: boolean
  blocked: boolean
}

/** A message as the Bot API writes it. */
export interface WireMessage {
  message_id: number
  date: number
  chat: Record<string, unknown>
  from: Record<string, unknown>
  text?: string
  caption?: string
  reply_to_message?: WireMessage
  reply_markup?: { inline_keyboard: InlineButton[][] }
  media_group_id?: string
  edit_date?: number
  [more: string]: unknown
}

export interface InlineButton {
  text: string
  callback_data?: string
  url?: string
}

export interface MessageRecord {
  wire: WireMessage
  from: 'customer' | 'bot'
  files: string[]
  /** The update that tells the bot of it; null where the bot is never told. */
  update: number | null
}

export interface FileRecord {
  id: string
  uniqueId: string
  bot: number
  as: SendAs
  name: string
  mime: string
  /** As claimed, which is what limits go by. */
  bytes: number
  path: string
  blob: string
  width?: number
  height?: number
  duration?: number
  /** A smaller step of a photo's ladder: made when it is fetched. */
  scaled?: boolean
}

export interface UpdateRecord {
  id: number
  chat: number
  kind: string
  body: unknown
  /** In ms. */
  expires: number
  message: number | null
}

interface QueryRecord {
  bot: number
  person: number
  at: number
}

/** Everything that lasts: what Telegram's own servers would remember. */
export interface World {
  readonly clock: Clock
  readonly blobs: Blobs
  readonly bots: Table<BotRecord>
  readonly people: Table<PersonRecord>
  readonly chats: Table<ChatRecord>
  readonly files: Table<FileRecord>
  readonly queries: Table<QueryRecord>
  messages(bot: number, person: number): Table<MessageRecord>
  updates(bot: number): Table<UpdateRecord>
  /** A number never given before under this name. */
  next(counter: string, first: () => number): number
  emit(bot: number, change: PhoneChange): void
  watch(bot: number, seen: (change: PhoneChange) => void): () => void
  close(): void
}

export function openWorld(clock: Clock, file?: string): World {
  const journal = openJournal(file)
  const counters = journal.table<number>('counters')
  return {
    clock,
    blobs: openBlobs(file ? `${file}.files` : undefined),
    bots: journal.table('bots'),
    people: journal.table('people'),
    chats: journal.table('chats'),
    files: journal.table('files'),
    queries: journal.table('queries'),
    messages: (bot, person) => journal.table(`messages/${bot}/${person}`),
    updates: bot => journal.table(`updates/${bot}`),
    next(counter, first) {
      const value = counters.get(counter) ?? first()
      counters.put(counter, value + 1)
      return value
    },
    ...watchers(),
    close: journal.close,
  }
}

function watchers(): Pick<World, 'emit' | 'watch'> {
  const all = new Map<number, Set<(change: PhoneChange) => void>>()
  return {
    emit(bot, change) {
      for (const seen of all.get(bot) ?? []) seen(change)
    },
    watch(bot, seen) {
      const of = all.get(bot) ?? new Set()
      all.set(bot, of.add(seen))
      return () => of.delete(seen)
    },
  }
}

export const chatKey = (bot: number, person: number) => `${bot}:${person}`
export const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
export const newMessageId = (world: World, bot: number) => world.next(`message/${bot}`, () => 1)
/** Telegram starts anywhere in this range, so that nobody counts on a beginning. */
export const newUpdateId = (world: World, bot: number) =>
  world.next(`update/${bot}`, () => randomInt(2_000_000, 2 ** 30))
/** Below 2^53: beyond it, one more is the same number, and two albums would be one. */
export const newAlbumId = (world: World) => String(world.next('media_group', () => 1_300_000_000_000_000))
export const opaque = (bytes: number) => randomBytes(bytes).toString('base64url')

export function wireUser(person: PersonRecord): Record<string, unknown> {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.lastName && { last_name: person.lastName }),
    ...(person.username && { username: person.username }),
    ...(person.languageCode && { language_code: person.languageCode }),
  }
}

export function wireChat(person: PersonRecord): Record<string, unknown> {
  const { is_bot: _bot, language_code: _language, ...rest } = wireUser(person)
  return { ...rest, type: 'private' }
}

export const wireBot = (bot: BotRecord) => ({ id: bot.id, is_bot: true, first_name: bot.name, username: bot.username })
