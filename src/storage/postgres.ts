/** The engine for several nodes. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Topic } from './database.ts'
import { postgresDialect } from './dialect.ts'
import { type Engine, type EngineOptions, guarded } from './engine.ts'
import { causeCode, StoreMisuse, withoutWords } from './errors.ts'
import { keyedQueue } from './keyed-queue.ts'
import { listenersOf } from './listeners.ts'
import { migratePostgres } from './postgres/migrate.ts'
import { listen } from './postgres/notices.ts'
import { openPools, type Pools } from './postgres/pools.ts'
import { begin, commit, NotBegun, rollback } from './postgres/transaction.ts'
import { queriesOf } from './queries/index.ts'
import * as tables from './schema.pg.ts'
import { type Bench, benchOf, worksOfStore } from './work.ts'

const LIMIT_MS = 30_000
const POOL = { writers: 8, readers: 8 }
/** Serialization failure, deadlock: the other one was let through, so the same work can follow. */
const CONFLICTS = new Set(['40001', '40P01'])
/** What a connection says on which the server, or something in between, has hung up. */
const CLOSED = new Set(['57P01', '57P02', '57P03', '08003', '08006', 'ECONNRESET', 'EPIPE'])
const ATTEMPTS = 5

export async function openPostgres(url: string, options: EngineOptions): Promise<Engine> {
  await migratePostgres(url, { folder: join(options.migrations, 'postgres'), log: options.log })
  const pools = openPools(url, options.log, POOL)
  const listeners = listenersOf(options.log)
  const node = randomUUID()
  try {
    const ear = await listen(url, node, options.log, listeners.call)
    return engineOn({ pools, listeners, node, closeEar: ear.close, now: options.clock.now })
  } catch (error) {
    await pools.close()
    throw error
  }
}

interface Parts {
  pools: Pools
  listeners: ReturnType<typeof listenersOf>
  node: string
  closeEar(): Promise<void>
  now(): Date
}

function engineOn({ pools, listeners, node, closeEar, now }: Parts): Engine {
  const works = worksOfStore()
  const benches = new WeakMap<pg.PoolClient, Bench>()
  // wait here first, so that one busy key holds one connection of the pool, not all of them
  const queue = keyedQueue()
  const reader = drizzle({ client: pools.readers })
  let closing: Promise<void> | undefined

  function benchOn(client: pg.PoolClient): Bench {
    const found = benches.get(client)
    if (found) return found
    const made = benchOf(works, tables, logger => drizzle({ client, logger }))
    benches.set(client, made)
    return made
  }

  async function transaction<T>(key: string, job: (bench: Bench) => Promise<T>): Promise<[T, ReadonlySet<Topic>]> {
    const client = await pools.writers.connect()
    let begun = false
    try {
      await begin(client, key)
      begun = true
      const { result, work } = await benchOn(client).run(job, { limitMs: LIMIT_MS })
      await commit(client, work, node, now())
      client.release()
      return [result, work.topics]
    } catch (error) {
      // given up while a query may still be under way
      await rollback(client, error instanceof StoreMisuse)
      throw begun ? error : new NotBegun({ cause: error })
    }
  }

  async function attempts<T>(key: string, job: (bench: Bench) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const [result, touched] = await transaction(key, job)
        listeners.call(touched)
        return result
      } catch (error) {
        if (attempt >= ATTEMPTS || !passes(error)) throw withoutWords(error instanceof NotBegun ? error.cause : error)
        await delay(Math.random() * 10 * attempt)
      }
    }
  }

  async function perform<T>(key: string, job: (bench: Bench) => Promise<T>): Promise<T> {
    works.refuseNested()
    if (closing) throw new StoreMisuse('the store is closed')
    return queue.run(key, () => attempts(key, job))
  }

  async function close(): Promise<void> {
    await queue.idle()
    await closeEar()
    await pools.close()
  }

  return {
    engine: 'postgres',
    tables,
    dialect: postgresDialect,
    reader,
    read: guarded(queriesOf(reader, tables)),
    write: (key, work) => perform(key, ({ changes }) => work(changes)),
    unit: (key, work) => perform(key, ({ unit }) => work(unit)),
    subscribe: listeners.subscribe,
    check: async () => void (await pools.readers.query('select 1')),
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** The work may be done again: it lost against other work, or met a connection that the server had closed before. */
const passes = (error: unknown): boolean => (error instanceof NotBegun ? CLOSED : CONFLICTS).has(causeCode(error) ?? '')
