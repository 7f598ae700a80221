import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Table<T> {
  get(key: string | number): T | undefined
  has(key: string | number): boolean
  put(key: string | number, value: T): void
  delete(key: string | number): void
  values(): IterableIterator<T>
  readonly size: number
}

export interface Journal {
  table<T>(name: string): Table<T>
  close(): void
}

type Rows = Map<string, unknown>
type Log = (table: string, key: string, value?: unknown) => void

/**
 * Tables in memory whose every change is one line of a file, written before the change is visible. A line that a kill cut
 * short is dropped at the next start, when the file is written anew without what has been deleted.
 * Without `file` nothing is kept.
 */
export function openJournal(file?: string): Journal {
  const tables = file && existsSync(file) ? load(file) : new Map<string, Rows>()
  const fd = file ? compact(file, tables) : null
  const log: Log = (table, key, value) => {
    if (fd !== null) writeSync(fd, line(table, key, value))
  }
  return {
    table<T>(name: string) {
      const rows = tables.get(name) ?? new Map<string, unknown>()
      tables.set(name, rows)
      // What a table holds is what its one caller put there, in this run or an earlier one.
      return table(name, rows as Map<string, T>, log)
    },
    close() {
      if (fd !== null) closeSync(fd)
    },
  }
}

function table<T>(name: string, rows: Map<string, T>, log: Log): Table<T> {
  return {
    get: key => rows.get(String(key)),
    has: key => rows.has(String(key)),
    put(key, value) {
      log(name, String(key), value)
      rows.set(String(key), value)
    },
    delete(key) {
      if (!rows.has(String(key))) return
      log(name, String(key))
      rows.delete(String(key))
    },
    values: () => rows.values(),
    get size() {
      return rows.size
    },
  }
}

const line = (table: string, key: string, value?: unknown) =>
  `${JSON.stringify(value === undefined ? [table, key] : [table, key, value])}\n`

function load(file: string): Map<string, Rows> {
  const tables = new Map<string, Rows>()
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const change = parse(text)
    if (!change) continue
    const rows = tables.get(change.table) ?? new Map<string, unknown>()
    tables.set(change.table, rows)
    if (change.value === undefined) rows.delete(change.key)
    else rows.set(change.key, change.value)
  }
  return tables
}

function parse(text: string): { table: string; key: string; value: unknown } | null {
  try {
    const [table, key, value]: unknown[] = JSON.parse(text)
    return typeof table === 'string' && typeof key === 'string' ? { table, key, value } : null
  } catch {
    return null
  }
}

/** Gives the descriptor that further lines are appended to. */
function compact(file: string, tables: Map<string, Rows>): number {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = `${file}.new`
  const fd = openSync(fresh, 'w', 0o600)
  for (const [name, rows] of tables) for (const [key, value] of rows) writeSync(fd, line(name, key, value))
  renameSync(fresh, file)
  return fd
}
