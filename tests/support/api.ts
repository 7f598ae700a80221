import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import pino from 'pino'
import { createAgent } from '../../src/api/auth/agents.ts'
import { createToken } from '../../src/api/auth/tokens.ts'
import type { Lines, ServerDeps } from '../../src/api/deps.ts'
import { createMetrics } from '../../src/api/metrics.ts'
import { buildServer } from '../../src/api/server.ts'
import { intake } from '../../src/bot/intake.ts'
import { botOf } from '../../src/bot/run.ts'
import { makeDesk } from '../../src/cases/make-desk.ts'
import type { Role } from '../../src/domain/agent.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { AccountId, ThreadId } from '../../src/domain/ids.ts'
import { inboxOf } from '../../src/inbox/receive.ts'
import { createLiveFeed } from '../../src/live/tail.ts'
import { diskMedia } from '../../src/media/disk.ts'
import type { Store } from '../../src/storage/store.ts'
import { type TestDatabase, type TestEngine, testStores } from './databases.ts'
import { type FakeClock, fakeClock } from './fake-clock.ts'
import { limits } from './house.ts'

export const publicUrl = 'http://care.test'
export const account: AccountId = 'acc_telegram_1'
export const password = 'correct horse battery'

export interface TestApi {
  server: FastifyInstance
  store: Store
  clock: FakeClock
  /** All that was logged, one JSON line each. */
  logged: string[]
  folder: string
  database: TestDatabase
  /** Requests of a program with a token of that role. */
  as(role: Role): Promise<Client>
  /** Signs a new agent in by e-mail and password. */
  signIn(role: Role, email?: string): Promise<Client & { cookie: string; agentId: string }>
  /** A customer writes; gives their thread. */
  customerSays(text: string, chat?: string): Promise<ThreadId>
  close(): Promise<void>
}

export type Client = (options: InjectOptions) => Promise<LightMyRequestResponse>

const missing = () => Promise.reject(new AppError('channel_missing', 'no channel can be added'))

/** The API over a real store, desk and inbox; no network is connected. */
export async function startApi(
  change: Partial<ServerDeps> = {},
  now = new Date(),
  engine: TestEngine = testStores()[0]!,
): Promise<TestApi> {
  const clock = fakeClock(now)
  const folder = await mkdtemp(join(tmpdir(), 'shenava-api-'))
  const database = await engine.create()
  const store = await database.open({ clock })
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: line => void logged.push(line) })
  const limitsOf = () => limits
  const bot = botOf(intake, limitsOf, log)
  const inbox = inboxOf({ store, bot, limitsOf, clock, log })
  const feed = createLiveFeed({ store, clock, log })
  const lines: Lines = {
    list: () => [],
    find: () => ({ limits, online: true }),
    addable: () => [],
    add: missing,
    pairing: () => null,
    remove: missing,
  }
  const server = buildServer({
    store,
    desk: makeDesk({ store, bot, limitsOf, clock, channel: () => null }),
    media: diskMedia(join(folder, 'media')),
    feed,
    lines,
    webhook: () => null,
    metrics: createMetrics({ outbox: store.read.outbox.depth, channels: lines.list }),
    clock,
    log,
    started: () => true,
    settings: { publicUrl, webRoot: null, sandbox: false, metricsToken: null },
    ...change,
  })
  await server.ready()
  let events = 0

  return {
    server,
    store,
    clock,
    logged,
    folder,
    database,
    as: async role => {
      const { token } = await createToken(store, clock, { name: `the ${role}`, role })
      return client(server, { authorization: `Bearer ${token}` })
    },
    signIn: async (role, email = `${role}@shop.test`) => {
      const { id: agentId } = await createAgent(store, clock, { name: role, email, password, role })
      const cookie = await cookieOf(server, email)
      return Object.assign(client(server, { cookie, origin: publicUrl }), { cookie, agentId })
    },
    customerSays: async (text, chat = '100') => {
      const at = clock.now()
      const sender = { remoteId: chat, name: 'Sara' }
      events += 1
      const said = { kind: 'message', chat, eventId: `e${events}`, sender, at, text, files: [] } as const
      await inbox.receive({ channel: 'telegram', account, idsWithin: 'chat' }, said)
      return (await store.read.customers.person(account, chat))!.thread.id
    },
    async close() {
      await server.close()
      await feed.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const client =
  (server: FastifyInstance, headers: Record<string, string>): Client =>
  options =>
    server.inject({ ...options, headers: { ...headers, ...options.headers } })

/** Signs in and gives what a browser would send from then on. */
export async function cookieOf(server: FastifyInstance, email: string, words = password): Promise<string> {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password: words },
  })
  return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}
