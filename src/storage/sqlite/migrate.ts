import { chmodSync, renameSync, rmSync } from 'node:fs'
import type { StoreLog } from '../engine.ts'
import { type Migration, MigrationError, pendingOf, readMigrations } from '../migrations.ts'
import { type Connection, connect } from './connection.ts'

/** drizzle's own table, so that its tools understand the database. */
const APPLIED = '__drizzle_migrations'

/**
 * Brings the file up to date, all or nothing, after a copy was put beside it. drizzle's migrator is not used: it begins
 * a transaction in which `foreign_keys = OFF` does nothing, so that rebuilding a table deletes its children's rows,
 * and it commits before anybody could look whether a reference broke.
 */
export function migrateSqlite(file: string, { folder, log }: { folder: string; log: StoreLog }): void {
  const connection = connect(file, { cacheMb: 8, busyMs: 10_000 })
  try {
    const shipped = readMigrations(folder)
    const [first] = pendingOf(shipped, appliedTo(connection))
    if (!first) return
    if (isInUse(connection))
      log.info({ copy: copyAside(connection, `${file}.before-${first.name}`) }, 'database copied')
    connection.pragma('foreign_keys = OFF')
    // two processes may start together: whoever comes second finds the work done
    connection.transaction(() => apply(connection, pendingOf(shipped, appliedTo(connection)), log)).immediate()
  } finally {
    connection.close()
  }
}

function apply(connection: Connection, pending: Migration[], log: StoreLog): void {
  connection.exec(
    `create table if not exists ${APPLIED} (id integer primary key, hash text not null, created_at numeric)`,
  )
  const done = connection.prepare(`insert into ${APPLIED} (hash, created_at) values (?, ?)`)
  for (const { name, when, hash, statements } of pending) {
    for (const statement of statements) connection.exec(statement)
    done.run(hash, when)
    log.info({ migration: name }, 'migration applied')
  }
  const broken = connection.pragma('foreign_key_check') as { table: string }[]
  if (broken.length === 0) return
  const where = [...new Set(broken.map(({ table }) => table))].join(', ')
  throw new MigrationError(`The migration would break ${broken.length} references (${where}), so nothing was changed.`)
}

function appliedTo(connection: Connection): number[] {
  const exists = connection.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(APPLIED)
  return exists ? (connection.prepare(`select created_at from ${APPLIED} order by id`).pluck().all() as number[]) : []
}

const isInUse = (connection: Connection): boolean =>
  connection.prepare("select 1 from sqlite_master where type = 'table' limit 1").get() !== undefined

/** One copy for each migration: a start that fails again and again must not fill the disk. */
function copyAside(connection: Connection, copy: string): string {
  const unfinished = `${copy}.part`
  rmSync(unfinished, { force: true })
  connection.prepare('vacuum into ?').run(unfinished)
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, copy)
  return copy
}
