import { sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Engine } from '../../src/storage/engine.ts'
import { type TestDatabase, testStores } from '../support/databases.ts'
import { storedThread } from '../support/stored.ts'

describe('nodes on one PostgreSQL', () => {
  let database: TestDatabase
  let store: Engine
  let admin: pg.Client
  beforeAll(async () => {
    database = await testStores()[1]!.create()
    store = await database.open()
    admin = new pg.Client({ connectionString: database.url })
    await admin.connect()
  })
  afterAll(async () => {
    await admin.end()
    await database.drop()
  })

  const heard = (node: Engine, topic: 'events' | 'sends' | 'files') =>
    new Promise<void>(resolve => void node.subscribe(topic, resolve))
  const cutOff = (name: string) =>
    admin.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name])

  it('hear of each other’s commits, by topic', async () => {
    const other = await database.open()
    const before = await store.read.events.last()
    const sends = vi.fn()
    const own = vi.fn()
    other.subscribe('sends', sends)
    store.subscribe('events', own)
    const events = heard(other, 'events')
    await store.write('worker:a', async tx => tx.events.channelChanged('acc_1'))
    await events
    expect(await other.read.events.last()).toBe(before + 1)
    expect(sends).not.toHaveBeenCalled()
    await heardOnlyOnce(other)
    expect(own).toHaveBeenCalledOnce()
  })

  /** Notices come in order, so after this one everything before it was heard. */
  async function heardOnlyOnce(from: Engine) {
    const files = heard(store, 'files')
    await from.unit('worker:b', async ({ touch }) => touch('files'))
    await files
  }

  it('see events in the order of the commits, also where one commit takes long', async () => {
    // runs at the commit, when the event has its number and nobody sees it yet
    await admin.query(
      `create function dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return null; end'`,
    )
    await admin.query(`create constraint trigger dawdle after insert on events deferrable initially deferred for each row
      when (new.changes::text like '%acc_slow%') execute function dawdle()`)
    const before = await store.read.events.last()
    const slow = store.write('worker:slow', async tx => tx.events.channelChanged('acc_slow'))
    await expect.poll(sleeping).toBe(1)
    await store.write('worker:quick', async tx => tx.events.channelChanged('acc_quick'))
    expect(await store.read.events.after(before, 5)).toEqual([
      { seq: before + 1, changes: [{ kind: 'channel', accountId: 'acc_slow' }] },
      { seq: before + 2, changes: [{ kind: 'channel', accountId: 'acc_quick' }] },
    ])
    await slow
  })

  const sleeping = async () =>
    (await admin.query("select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"))
      .rowCount

  it('look at everything again after they were cut off', async () => {
    const all = Promise.all((['events', 'sends', 'files'] as const).map(topic => heard(store, topic)))
    await cutOff('shenava listen')
    await all
    const other = await database.open()
    const events = heard(store, 'events')
    await other.write('worker:a', async tx => tx.events.channelChanged('acc_1'))
    await events
  })

  it('outlive a connection that is lost in the middle of a write, and keep nothing of it', async () => {
    const lost = store.write('worker:a', async tx => {
      await tx.settings.set('lost', 1)
      await cutOff('shenava write')
      await tx.settings.set('lost', 2)
    })
    await expect(lost).rejects.toThrow()
    expect(await store.read.settings.get('lost')).toBeNull()
    await store.write('worker:a', tx => tx.settings.set('next', 1))
    expect(await store.read.settings.get('next')).toBe(1)
  })

  it('are not held up by one busy key', async () => {
    let free = () => {}
    const held = new Promise<void>(resolve => {
      free = resolve
    })
    const busy = Array.from({ length: 20 }, () => store.write('worker:busy', () => held))
    await store.write('worker:other', tx => tx.settings.set('other', 1))
    expect(await store.read.settings.get('other')).toBe(1)
    free()
    await Promise.all(busy)
  })

  it('do the work again that lost a deadlock', async () => {
    const [one, two] = [await storedThread(store), await storedThread(store)]
    const before = await store.read.events.last()
    let runs = 0
    const meet = meeting(2)
    const both = (key: string, first: typeof one, second: typeof one) =>
      store.write(`worker:${key}`, async tx => {
        runs++
        await tx.threads.update(first, { unread: runs })
        await meet()
        await tx.threads.update(second, { unread: runs })
      })
    await Promise.all([both('a', one, two), both('b', two, one)])
    expect(runs).toBe(3)
    expect(await store.read.events.last()).toBe(before + 2)
  })

  it('are told where work swallowed a failed query: nothing of it was kept', async () => {
    const id = await storedThread(store)
    const thread = (await store.read.threads.byId(id))!
    const swallowed = store.write('worker:a', async tx => {
      await tx.settings.set('swallowed', 1)
      await Promise.resolve(tx.threads.add(thread)).catch(() => undefined)
    })
    await expect(swallowed).rejects.toMatchObject({ code: '25P02' })
    expect(await store.read.settings.get('swallowed')).toBeNull()
  })

  it('cannot write through what is for reading', async () => {
    const reader = store.reader as unknown as NodePgDatabase
    const error = await reader.execute(sql`delete from settings`).catch(error => error)
    expect(error.cause).toMatchObject({ code: '25006' })
  })
})

/** Resolves for everybody when so many have come, and at once for those who come later. */
function meeting(size: number): () => Promise<void> {
  let missing = size
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return () => {
    missing--
    if (missing <= 0) open()
    return opened
  }
}
