import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { pgColumns } from '../../src/storage/columns.ts'
import { pathOf } from '../../src/storage/open.ts'
import { migratePostgres } from '../../src/storage/postgres/migrate.ts'
import * as pgSchema from '../../src/storage/schema.pg.ts'
import * as liteSchema from '../../src/storage/schema.sqlite.ts'
import { migrateSqlite } from '../../src/storage/sqlite/migrate.ts'
import { defineTables } from '../../src/storage/tables.ts'
import { silentLog, type TestDatabase, testStores } from '../support/databases.ts'

interface Journal {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[]
}
type Dialect = 'sqlite' | 'postgres'

const shipped = (dialect: Dialect) => join(packageRoot(), 'migrations', dialect)
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const journal = (dialect: Dialect): Journal => read(join(shipped(dialect), 'meta', '_journal.json'))
const [sqlite, postgres] = testStores() as [ReturnType<typeof testStores>[0], ReturnType<typeof testStores>[0]]

let databases: TestDatabase[] = []
afterEach(async () => {
  await Promise.all(databases.map(database => database.drop()))
  databases = []
})
async function fresh(engine: typeof sqlite, options?: { migrated: boolean }) {
  const database = await engine.create(options)
  databases.push(database)
  return database
}

describe('the migrations', () => {
  it('hold every change of the tables, for both engines', async () => {
    // plain JavaScript that only `require` finds its way through
    const kit = createRequire(import.meta.url)('drizzle-kit/api')
    const last = (dialect: Dialect) => {
      const idx = String(journal(dialect).entries.at(-1)!.idx).padStart(4, '0')
      return read(join(shipped(dialect), 'meta', `${idx}_snapshot.json`))
    }
    const liteNow = await kit.generateSQLiteDrizzleJson(liteSchema, last('sqlite').id)
    const lite = await kit.generateSQLiteMigration(last('sqlite'), liteNow)
    const pgNow = await kit.generateMigration(last('postgres'), kit.generateDrizzleJson(pgSchema, last('postgres').id))
    expect({ lite, pg: pgNow }).toEqual({ lite: [], pg: [] })
    for (const schema of [liteSchema, pgSchema]) {
      expect(Object.keys(schema).sort()).toEqual(Object.keys(defineTables(pgColumns)).sort())
    }
  })

  it('come in the same order for both engines, each later than the one before', () => {
    const tags = (dialect: Dialect) => journal(dialect).entries.map(({ tag }) => tag)
    expect(tags('sqlite')).toEqual(tags('postgres'))
    for (const dialect of ['sqlite', 'postgres'] as const) {
      const when = journal(dialect).entries.map(entry => entry.when)
      expect(when, dialect).toEqual([...new Set(when)].sort((a, b) => a - b))
    }
  })

  it('leave the same tables and columns on both engines', async () => {
    const [one, two] = [await fresh(sqlite), await fresh(postgres)]
    await one.open()
    const lite = new BetterSqlite(pathOf(one.url), { readonly: true })
    const client = new pg.Client({ connectionString: two.url })
    await client.connect()
    const onLite = lite.prepare(
      `select m.name || '.' || c.name || case when c."notnull" then ' not null' else '' end from sqlite_master m
       join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite~_%' escape '~'
       and m.name not like '~_~_%' escape '~' and m.name not like '%~_fts%' escape '~'`,
    )
    const onPg = await client.query<{ line: string }>(
      `select table_name || '.' || column_name || case when is_nullable = 'NO' then ' not null' else '' end as line
       from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER'`,
    )
    expect(onLite.pluck().all().sort()).toEqual(onPg.rows.map(({ line }) => line).sort())
    lite.close()
    await client.end()
  })

  it('are applied once by nodes that start together', async () => {
    for (const engine of [sqlite, postgres]) {
      const database = await fresh(engine, { migrated: false })
      const stores = await Promise.all([1, 2, 3].map(() => database.open()))
      await Promise.all(stores.map(store => store.check()))
    }
  })
})

/** The shipped migrations with one more, in a folder of their own. */
function withOneMore(beside: string, dialect: Dialect, tag: string, when: number, statements: string[]): string {
  const folder = join(beside, `migrations-${tag}`)
  cpSync(shipped(dialect), folder, { recursive: true })
  const { entries, ...rest } = journal(dialect)
  const entry = { idx: entries.length, version: '6', when, tag, breakpoints: true }
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...rest, entries: [...entries, entry] }))
  writeFileSync(join(folder, `${tag}.sql`), statements.join('\n--> statement-breakpoint\n'))
  return folder
}

/** Word for word what `drizzle-kit generate` writes for SQLite when a column changes. */
const rebuildOfCustomers = [
  'PRAGMA foreign_keys=OFF;',
  'CREATE TABLE `__new_customers` (`id` text PRIMARY KEY NOT NULL, `name` text, `language` text, `created_at` integer NOT NULL);',
  'INSERT INTO `__new_customers`("id", "name", "language", "created_at") SELECT "id", "name", "language", "created_at" FROM `customers`;',
  'DROP TABLE `customers`;',
  'ALTER TABLE `__new_customers` RENAME TO `customers`;',
  'PRAGMA foreign_keys=ON;',
]
const later = Date.UTC(2100, 0)

describe('a migration of a SQLite file in use', () => {
  async function inUse() {
    const database = await fresh(sqlite)
    const store = await database.open()
    const at = new Date()
    await store.write('customer:cus_1', async tx => {
      await tx.customers.add({ id: 'cus_1', name: 'Sara', language: 'fa', createdAt: at })
      await tx.threads.add({ id: 'thr_1', customerId: 'cus_1', turn: 'bot', lastAt: at, createdAt: at })
    })
    await store.close()
    return { database, file: pathOf(database.url) }
  }
  const threadsIn = (file: string) => {
    const connection = new BetterSqlite(file, { readonly: true })
    const n = connection.prepare('select count(*) from threads').pluck().get()
    connection.close()
    return n
  }

  it('that rebuilds a table keeps the rows that refer to it, and a copy of how it was', async () => {
    const { file } = await inUse()
    const folder = withOneMore(dirname(file), 'sqlite', '9000_rebuild', later, rebuildOfCustomers)
    migrateSqlite(file, { folder, log: silentLog })
    expect(threadsIn(file)).toBe(1)
    const copy = `${file}.before-9000_rebuild`
    expect(threadsIn(copy)).toBe(1)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
  })

  it('that would break a reference changes nothing and says where', async () => {
    const { file } = await inUse()
    const folder = withOneMore(dirname(file), 'sqlite', '9000_break', later, ['delete from customers;'])
    expect(() => migrateSqlite(file, { folder, log: silentLog })).toThrow('break 1 references (threads)')
    const connection = new BetterSqlite(file)
    expect(connection.prepare('select count(*) from customers').pluck().get()).toBe(1)
    connection.close()
  })

  it('copies nothing aside where there is nothing to apply, or nothing yet', async () => {
    const { database, file } = await inUse()
    await database.open()
    expect(existsSync(`${file}.before-${journal('sqlite').entries[0]!.tag}`)).toBe(false)
  })
})

describe.each([
  { dialect: 'sqlite' as const, engine: sqlite },
  { dialect: 'postgres' as const, engine: postgres },
])('a database on $dialect', ({ dialect, engine }) => {
  const migrate = async (database: TestDatabase, folder: string) =>
    dialect === 'sqlite'
      ? migrateSqlite(pathOf(database.url), { folder, log: silentLog })
      : migratePostgres(database.url, { folder, log: silentLog })

  it('that a newer version has written is refused', async () => {
    const database = await fresh(engine)
    const store = await database.open()
    const place = dirname(pathOf((await fresh(sqlite)).url))
    await store.close()
    await migrate(database, withOneMore(place, dialect, '9001_newer', later, ['create table newer (id text)']))
    await expect(database.open()).rejects.toThrow('newer version of Shenava')
  })

  it('is refused where a migration older than its newest was never applied', async () => {
    const database = await fresh(engine)
    const store = await database.open()
    const place = dirname(pathOf((await fresh(sqlite)).url))
    await store.close()
    const folder = withOneMore(place, dialect, '9002_late', 1, ['create table late (id text)'])
    await expect(migrate(database, folder)).rejects.toThrow('9002_late is older')
  })
})
