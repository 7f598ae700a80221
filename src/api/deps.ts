import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import type { Desk } from '../cases/desk.ts'
import type { ChannelLimits, Pairing } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { ChannelName } from '../domain/customer.ts'
import type { AccountId } from '../domain/ids.ts'
import type { LiveFeed } from '../live/feed.ts'
import type { MediaStore } from '../media/media.ts'
import type { Store } from '../storage/store.ts'
import type { Metrics } from './metrics.ts'
import type { ChannelView } from './schemas/channels.ts'

/** All the server needs of the rest. */
export interface ServerDeps {
  store: Store
  desk: Desk
  media: MediaStore
  feed: LiveFeed
  lines: Lines
  /** The account's way to take what its network posts to us; null where there is no such account. */
  webhook(account: string): Webhook | null
  metrics: Metrics
  clock: Clock
  log: Logger
  /** Whether everything was started: what `/readyz` waits for. */
  started(): boolean
  settings: ServerSettings
  /** Further pages and routes, each under its own prefix, without sign-in of ours. */
  plugins?: { prefix: string; plugin: FastifyPluginAsync }[]
}

export interface ServerSettings {
  /** Where people reach us, without a slash at the end: `https://care.example.com`. */
  publicUrl: string
  /** The folder of the built pages. Without them there is the API alone. */
  webRoot: string | null
  sandbox: boolean
  /** Null: no `/metrics`. */
  metricsToken: string | null
  /** Whose `X-Forwarded-*` is believed; by default proxies on this machine or a private network. */
  trustProxy?: string[] | boolean
}

/** How our channel accounts fare. */
export interface Lines {
  list(): ChannelView[]
  /** What fits through an account and whether it is up; null where no channel serves it. */
  find(account: AccountId): { limits: ChannelLimits; online: boolean } | null
  /** The networks of which an admin can add accounts, and what stands in the way. */
  addable(): { channel: ChannelName; obstacle: 'off' | 'no_browser' | null }[]
  /** Adds an account and opens its line. @throws AppError `channel_missing` where `addable` says that it cannot be */
  add(channel: ChannelName, name: string): Promise<AccountId>
  /** Null where the account is not there, or needs no linking. */
  pairing(account: AccountId): Pairing | null
  /** Unlinks the account and closes its line for good; what was said stays. @throws AppError `not_found` where it was not added by hand */
  remove(account: AccountId): Promise<void>
}

/** `status` 200 only once stored. `retryAfter` in seconds. */
export type Webhook = (headers: Headers, body: Buffer) => Promise<{ status: number; retryAfter?: number }>
type Headers = Record<string, string | string[] | undefined>
