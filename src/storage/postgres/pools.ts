import pg from 'pg'
import type { StoreLog } from '../engine.ts'

/** How long a query may run before the server stops it: nothing here needs a second. */
const STATEMENT_MS = 30_000
/** A node that stopped in the middle of a write keeps its locks until the server ends its session. */
const IDLE_IN_WRITE_MS = 30_000
export const CONNECT_MS = 10_000

export interface Pools {
  readonly writers: pg.Pool
  readonly readers: pg.Pool
  close(): Promise<void>
}

/** Reads have connections of their own, which cannot write: writes that wait for each other never keep a reader waiting. */
export function openPools(url: string, log: StoreLog, size: { writers: number; readers: number }): Pools {
  const common = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_WRITE_MS,
    keepAlive: true,
  }
  const writers = new pg.Pool({ ...common, max: size.writers, application_name: 'shenava write' })
  const readers = new pg.Pool({
    ...common,
    max: size.readers,
    application_name: 'shenava read',
    onConnect: async client => {
      await client.query('set default_transaction_read_only = on')
    },
  })
  for (const pool of [writers, readers]) outlive(pool, log)
  return {
    writers,
    readers,
    close: async () => {
      await Promise.all([writers.end(), readers.end()])
    },
  }
}

/** Without a listener, the server closing one connection ends this whole process: idle or in use, both. */
function outlive(pool: pg.Pool, log: StoreLog): void {
  pool.on('error', error => log.warn({ code: codeOf(error) }, 'an idle database connection was lost'))
  pool.on('connect', client => client.on('error', () => undefined))
}

const codeOf = (error: Error) => ('code' in error ? String(error.code) : error.message)
