import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite, { type Database as Connection } from 'better-sqlite3'

export type { Database as Connection } from 'better-sqlite3'

/** Waiting stops the whole process, so SQLite itself hardly waits; whoever may wait does it outside. */
const BUSY_MS = 20
const FULL = 2

/** Customers' words are in it: readable by this user alone. */
export function createFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
}

interface ConnectionOptions {
  cacheMb: number
  readOnly?: boolean
  /** How long SQLite itself waits for another process, with everything else standing still. */
  busyMs?: number
}

/** Opens one of the connections. What is acknowledged must outlive a power cut, so `synchronous` is set and asserted. */
export function connect(file: string, options: ConnectionOptions): Connection {
  const connection = new BetterSqlite(file, { timeout: options.busyMs ?? BUSY_MS })
  try {
    const mode = connection.pragma('journal_mode = WAL', { simple: true })
    if (mode !== 'wal')
      throw new Error(`SQLite cannot keep a write-ahead log beside ${file}: is it on a network drive?`)
    // better-sqlite3 is built with WAL at NORMAL, which loses acknowledged writes when the power goes
    connection.pragma('synchronous = FULL')
    if (connection.pragma('synchronous', { simple: true }) !== FULL)
      throw new Error('SQLite refuses synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    connection.pragma('wal_autocheckpoint = 10000')
    connection.pragma('journal_size_limit = 67108864')
    connection.pragma('temp_store = MEMORY')
    connection.pragma(`cache_size = -${options.cacheMb * 1024}`)
    if (options.readOnly) connection.pragma('query_only = ON')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
