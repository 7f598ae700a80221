import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/domain/clock.ts'
import { packageRoot } from '../../src/package-root.ts'
import { pathOf } from '../../src/storage/open.ts'
import { connect } from '../../src/storage/sqlite/connection.ts'
import { groupCommit } from '../../src/storage/sqlite/group-commit.ts'
import { openSqlite, type SqliteEngine } from '../../src/storage/sqlite.ts'
import { silentLog, type TestDatabase, testStores } from '../support/databases.ts'

describe('the SQLite file', () => {
  let database: TestDatabase
  let store: SqliteEngine
  let file: string
  beforeEach(async () => {
    database = await testStores()[0]!.create()
    file = pathOf(database.url)
    store = await openSqlite(file, { log: silentLog, clock: systemClock, migrations: `${packageRoot()}/migrations` })
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  /** Another process, as far as SQLite can tell. */
  const otherProcess = () => new BetterSqlite(file, { timeout: 0 })
  const kept = () => {
    const other = otherProcess()
    const keys = other.prepare('select key from settings order by key').pluck().all()
    other.close()
    return keys
  }
  const put = (key: string) => store.write(`worker:${key}`, tx => tx.settings.set(key, 1))

  it('is synced at every commit, with its log beside it, on every connection', () => {
    const reader = connect(file, { cacheMb: 1, readOnly: true })
    for (const connection of [store.writer, reader]) {
      expect(connection.pragma('synchronous', { simple: true })).toBe(2)
      expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
    }
    expect(() => reader.exec("insert into settings values ('x', '1')")).toThrow('readonly')
    reader.close()
  })

  it('can be read by nobody else on the machine', async () => {
    await put('a')
    const modes = [file, `${file}-wal`].map(path => statSync(path).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600])
    const fresh = `${dirname(file)}/deep/er/shenava.db`
    await connectFresh(fresh)
    expect(statSync(dirname(fresh)).mode & 0o777).toBe(0o700)
  })

  const connectFresh = async (path: string) => {
    const opened = await openSqlite(path, {
      log: silentLog,
      clock: systemClock,
      migrations: `${packageRoot()}/migrations`,
    })
    await opened.close()
  }

  it('takes all that waits in one commit, and tells nobody before it', async () => {
    const seen: unknown[] = []
    const keys = ['g1', 'g2', 'g3']
    const writes = keys.map(key =>
      store.write('worker:g', async tx => {
        seen.push(kept())
        await tx.settings.set(key, 1)
      }),
    )
    await Promise.race(writes).then(() => seen.push(kept()))
    await Promise.all(writes)
    expect(seen).toEqual([[], [], [], keys])
  })

  it('lets nobody wait for ever behind a stream of others: a group is bounded', async () => {
    const connection = connect(file, { cacheMb: 1 })
    const group = groupCommit(connection, { pieces: 2, groupMs: 1_000, busyMs: 100 })
    const insert = connection.prepare("insert into settings values (?, '1')")
    const seen: unknown[] = []
    await Promise.all(
      ['p1', 'p2', 'p3'].map(key =>
        group.add(async () => {
          seen.push(kept())
          insert.run(key)
        }),
      ),
    )
    connection.close()
    expect(seen).toEqual([[], [], ['p1', 'p2']])
  })

  it('that is full refuses writes, keeps what was acknowledged, and takes writes again when there is room', async () => {
    await put('before')
    const pages = Number(store.writer.pragma('page_count', { simple: true }))
    store.writer.pragma(`max_page_count = ${pages + 2}`)
    const large = store.write('worker:large', tx => tx.settings.set('large', 'x'.repeat(100_000)))
    const results = await Promise.allSettled([put('beside'), large])
    expect(results[1]).toMatchObject({ status: 'rejected', reason: { name: 'StoreError', code: 'SQLITE_FULL' } })
    const acknowledged = results[0]?.status === 'fulfilled' ? ['before', 'beside'] : ['before']
    expect(kept().sort()).toEqual(acknowledged)
    expect(await store.read.settings.get('before')).toBe(1)
    store.writer.pragma('max_page_count = 1000000')
    await put('after')
    expect(kept()).toContain('after')
  })

  it('acknowledges nothing of a commit that fails, and goes on afterwards', async () => {
    const orphan = store.unit('worker:orphan', async ({ db, tables }) => {
      // found out at the commit, like a disk that is full
      store.writer.pragma('defer_foreign_keys = ON')
      await db.insert(tables.sessions).values({
        ...{ id: 's', userId: 'nobody', token: 't' },
        ...{ expiresAt: new Date(), createdAt: new Date(), updatedAt: new Date() },
      })
    })
    const results = await Promise.allSettled([put('first'), orphan, put('second')])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(kept()).toEqual([])
    await put('next')
    expect(kept()).toEqual(['next'])
  })

  it('held by another process is waited for without holding up the rest of the program', async () => {
    const other = otherProcess()
    other.exec('begin immediate')
    const waiting = put('waited')
    let turns = 0
    const ticking = setInterval(() => turns++, 5)
    await delay(150)
    other.exec('commit')
    await waiting
    clearInterval(ticking)
    other.close()
    expect(turns).toBeGreaterThan(3)
    expect(kept()).toEqual(['waited'])
  })
})
