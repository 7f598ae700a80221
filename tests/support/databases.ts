import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Clock } from '../../src/domain/clock.ts'
import type { Engine, StoreLog } from '../../src/storage/engine.ts'
import { openStore } from '../../src/storage/open.ts'

/** A database of its own, deleted with `drop`. */
export interface TestDatabase {
  url: string
  /** Opens one more store on it: another node, where the engine knows any. */
  open(options?: { clock?: Pick<Clock, 'now'>; log?: StoreLog }): Promise<Engine>
  /** Closes every store opened here, and deletes the database. */
  drop(): Promise<void>
}

export interface TestEngine {
  name: 'sqlite' | 'postgres'
  /** An empty database with all migrations applied at the first `open`. */
  create(options?: { migrated?: boolean }): Promise<TestDatabase>
}

export const silentLog: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Both engines, for `describe.each`. */
export const testStores = (): TestEngine[] => [
  { name: 'sqlite', create: createSqlite },
  { name: 'postgres', create: createPostgres },
]

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'shenava-store-'))
  return database(`file:${join(folder, 'shenava.db')}`, () => rm(folder, { recursive: true, force: true }))
}

/** `migrated`: copied from a database with all migrations, which is quicker than applying them. */
async function createPostgres({ migrated = true } = {}): Promise<TestDatabase> {
  const server = await postgresServer()
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await asAdmin(server, `create database ${name} template ${migrated ? 'shenava_template' : 'template0'}`)
  return database(`${server}/${name}`, () => asAdmin(server, `drop database ${name} with (force)`))
}

function database(url: string, remove: () => Promise<void>): TestDatabase {
  const stores: Engine[] = []
  return {
    url,
    async open({ clock, log = silentLog } = {}) {
      const store = await openStore({ url, log, ...(clock && { clock }) })
      stores.push(store)
      return store
    },
    async drop() {
      await Promise.all(stores.map(store => store.close()))
      await remove()
    },
  }
}

/** The address of the run's PostgreSQL server, without a database. */
async function postgresServer(): Promise<string> {
  const answer = await fetch(inject('postgresBroker'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: `${server}/postgres` })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
