import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AccountId } from '../../src/domain/ids.ts'
import type { Engine } from '../../src/storage/engine.ts'
import { silentLog, type TestDatabase, type TestEngine } from '../support/databases.ts'

/** What is told about a commit, to whom and when. */
export function eventsContract({ name, create }: TestEngine): void {
  describe(`what is told on ${name}`, () => {
    const at = new Date('2026-03-21T08:00:00.123Z')
    let database: TestDatabase
    let store: Engine
    beforeAll(async () => {
      database = await create()
      store = await database.open({ clock: { now: () => at } })
    })
    afterAll(() => database.drop())

    const announce = (node: Engine, ...accounts: AccountId[]) =>
      node.write(`worker:${accounts[0]}`, async tx => {
        for (const account of accounts) tx.events.channelChanged(account)
      })

    it('is one event for one write, each change once', async () => {
      const before = await store.read.events.last()
      await announce(store, 'acc_1', 'acc_2', 'acc_1')
      const changes = [
        { kind: 'channel', accountId: 'acc_1' },
        { kind: 'channel', accountId: 'acc_2' },
      ]
      expect(await store.read.events.after(before, 10)).toEqual([{ seq: before + 1, changes }])
      const [row] = await store.reader.select().from(store.tables.events)
      expect(row?.at).toEqual(at)
    })

    it('is nothing where the write failed or changed nothing', async () => {
      const before = await store.read.events.last()
      const listener = vi.fn()
      const stop = store.subscribe('events', listener)
      const failed = store.write('worker:f', async tx => {
        tx.events.channelChanged('acc_1')
        throw new Error('no')
      })
      await expect(failed).rejects.toThrow('no')
      await store.write('worker:f', async () => 1)
      expect(await store.read.events.last()).toBe(before)
      expect(listener).not.toHaveBeenCalled()
      stop()
    })

    it('is heard after the commit, by those who asked for that topic and did not stop', async () => {
      const heard: unknown[] = []
      const stops = [
        store.subscribe('events', () => heard.push(store.read.settings.get('told'))),
        store.subscribe('sends', () => heard.push('sends')),
      ]
      await store.write('worker:t', async tx => {
        await tx.settings.set('told', 'committed')
        tx.events.channelChanged('acc_1')
      })
      expect(await Promise.all(heard)).toEqual(['committed'])
      for (const stop of stops) stop()
      await announce(store, 'acc_1')
      expect(heard).toHaveLength(1)
    })

    it('reaches the others although one listener throws', async () => {
      const log = { ...silentLog, error: vi.fn() }
      const node = await database.open({ log })
      const listener = vi.fn()
      node.subscribe('events', () => {
        throw new Error('broken listener')
      })
      node.subscribe('events', listener)
      await announce(node, 'acc_1')
      expect(listener).toHaveBeenCalledOnce()
      expect(log.error).toHaveBeenCalledOnce()
    })

    it('is numbered in the order of the commits: who follows the numbers loses none', async () => {
      const other = await database.open()
      const start = await store.read.events.last()
      const total = 200
      const followed: string[] = []
      let done = false
      const follow = async () => {
        for (let last = start; followed.length < total && !done; ) {
          const found = await store.read.events.after(last, 50)
          for (const { seq, changes } of found) {
            last = seq
            followed.push(...changes.map(change => (change.kind === 'channel' ? change.accountId : '')))
          }
          if (found.length === 0) await delay(1)
        }
      }
      const names = Array.from({ length: total }, (_, i): AccountId => `acc_n${i}`)
      const following = follow()
      await Promise.all(names.map((account, i) => announce(i % 2 ? store : other, account)))
      await Promise.race([following, delay(2_000)])
      done = true
      await following
      expect([...followed].sort()).toEqual([...names].sort())
    })
  })
}
