/** The embedded engine: one file, one process that writes. */
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { once, type Writes } from './database.ts'
import { sqliteDialect } from './dialect.ts'
import { type Engine, type EngineOptions, guarded } from './engine.ts'
import { StoreMisuse, withoutWords } from './errors.ts'
import { listenersOf } from './listeners.ts'
import { queriesOf } from './queries/index.ts'
import * as tables from './schema.sqlite.ts'
import { type Connection, connect, createFile } from './sqlite/connection.ts'
import { groupCommit } from './sqlite/group-commit.ts'
import { keepAlone } from './sqlite/lock.ts'
import { migrateSqlite } from './sqlite/migrate.ts'
import { type Bench, benchOf, type Work, worksOfStore } from './work.ts'

const LIMIT_MS = 10_000

/** The connections themselves are there for the tests. */
export interface SqliteEngine extends Engine {
  readonly writer: Connection
}

export async function openSqlite(file: string, options: EngineOptions): Promise<SqliteEngine> {
  createFile(file)
  const release = options.alone ? keepAlone(file) : () => undefined
  try {
    migrateSqlite(file, { folder: join(options.migrations, 'sqlite'), log: options.log })
    const writer = connect(file, { cacheMb: 64 })
    // a second connection, so that a read never lands inside an open transaction of the first
    const reader = connect(file, { cacheMb: 64, readOnly: true })
    return engineOn({ writer, reader, release }, options)
  } catch (error) {
    release()
    throw error
  }
}

interface Held {
  writer: Connection
  reader: Connection
  /** Lets another service have the file. */
  release(): void
}

function engineOn(held: Held, { log, clock }: EngineOptions): SqliteEngine {
  const { writer, reader: readConnection, release } = held
  const works = worksOfStore()
  // the one cast of a builder: `columns.ts` says why everything is typed as PostgreSQL
  const bench = benchOf(works, tables, logger => drizzle({ client: writer, logger }) as unknown as Writes)
  const reader = drizzle({ client: readConnection }) as unknown as Writes
  const group = groupCommit(writer)
  const listeners = listenersOf(log)
  const insertEvent = once(() =>
    bench.unit.db
      .insert(tables.events)
      .values({ changes: sql.placeholder('changes'), at: sql.placeholder('at') })
      .prepare('event_insert'),
  )
  let closing: Promise<void> | undefined

  async function tell({ changes }: Work): Promise<void> {
    if (changes.size > 0) await insertEvent().execute({ changes: [...changes.values()], at: clock.now() })
  }

  async function perform<T>(job: (bench: Bench) => Promise<T>): Promise<T> {
    works.refuseNested()
    if (closing) throw new StoreMisuse('the store is closed')
    try {
      const { result, work } = await group.add(() => bench.run(job, { limitMs: LIMIT_MS, last: tell }))
      listeners.call(work.topics)
      return result
    } catch (error) {
      throw withoutWords(error)
    }
  }

  async function close(): Promise<void> {
    await group.idle()
    readConnection.close()
    writer.close()
    release()
  }

  return {
    engine: 'sqlite',
    writer,
    tables,
    dialect: sqliteDialect,
    reader,
    read: guarded(queriesOf(reader, tables)),
    write: (_key, work) => perform(({ changes }) => work(changes)),
    unit: (_key, work) => perform(({ unit }) => work(unit)),
    subscribe: listeners.subscribe,
    check: async () => void (await reader.select({ one: sql`1` }).from(tables.settings).limit(1)),
    close() {
      closing ??= close()
      return closing
    },
  }
}
