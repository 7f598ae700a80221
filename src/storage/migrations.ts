import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'

export interface Migration {
  name: string
  /** When it was made, in epoch milliseconds: what a database keeps of it. */
  when: number
  hash: string
  statements: string[]
}

/** The database and this program do not belong together. Said to whoever starts it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** Every migration shipped, oldest first. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, folderMillis, hash }, i) => ({
    name: journal.entries[i]?.tag ?? String(i),
    when: folderMillis,
    hash,
    statements: sql,
  }))
}

interface Journal {
  entries: { tag: string }[]
}

/**
 * What is still to be applied, given the `when` of those a database has, oldest first. drizzle's own migrator compares
 * with the newest alone, and so skips for ever one that is older (a branch merged late) and starts on a newer database.
 */
export function pendingOf(shipped: Migration[], applied: readonly number[]): Migration[] {
  const known = new Set(shipped.map(({ when }) => when))
  if (applied.some(when => !known.has(when))) {
    throw new MigrationError(
      'The database was written by another, newer version of Shenava. Start that version, or restore a backup of this one.',
    )
  }
  const pending = shipped.filter(({ when }) => !applied.includes(when))
  const late = pending.find(({ when }) => when < Math.max(...applied))
  if (late) {
    throw new MigrationError(`Migration ${late.name} is older than what the database has, and was never applied to it.`)
  }
  return pending
}
