import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import type { Desk } from '../cases/desk.ts'
import type { ChannelLimits } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
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
}

/** `status` 200 only once stored. `retryAfter` in seconds. */
export type Webhook = (headers: Headers, body: Buffer) => Promise<{ status: number; retryAfter?: number }>
type Headers = Record<string, string | string[] | undefined>
