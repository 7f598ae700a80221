import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/storage/engine.ts'
import type { TestDatabase, TestEngine } from '../support/databases.ts'
import { storedThread } from '../support/stored.ts'

/** What a write promises, whichever engine keeps it. */
export function storeContract({ name, create }: TestEngine): void {
  describe(`a write on ${name}`, () => {
    let database: TestDatabase
    let store: Engine
    let other: Engine
    beforeAll(async () => {
      database = await create()
      store = await database.open()
      other = await database.open()
    })
    afterAll(() => database.drop())

    const setting = (key: string) => store.read.settings.get(key)

    it('keeps everything it did, or nothing of it', async () => {
      const broken = store.write('worker:a', async tx => {
        await tx.settings.set('half', 1)
        await delay(5)
        throw new Error('after the insert')
      })
      await expect(broken).rejects.toThrow('after the insert')
      expect(await setting('half')).toBeNull()
      await store.write('worker:a', tx => tx.settings.set('half', 2))
      expect(await setting('half')).toBe(2)
    })

    it('is seen by every other connection once it resolved', async () => {
      await store.write('worker:a', tx => tx.settings.set('seen', 'yes'))
      expect(await other.read.settings.get('seen')).toBe('yes')
    })

    it('is seen by no reader before it is committed, and by itself at once', async () => {
      const seen = await store.write('worker:a', async tx => {
        await tx.settings.set('early', 1)
        return {
          own: await tx.settings.get('early'),
          same: await setting('early'),
          other: await other.read.settings.get('early'),
        }
      })
      expect(seen).toEqual({ own: 1, same: null, other: null })
    })

    it('is refused inside another write instead of waiting for itself for ever', async () => {
      const nested = store.write('worker:a', () => store.write('worker:b', async () => 1))
      await expect(nested).rejects.toThrow('write() inside write()')
    })

    it('may be begun by what is left over from a finished write', async () => {
      const later: Promise<number>[] = []
      await store.write('worker:a', async () => {
        later.push(delay(5).then(() => store.write('worker:b', async () => 7)))
      })
      expect(await later[0]).toBe(7)
    })

    it('takes no more queries once it is over, also while another one runs', async () => {
      const late: Promise<unknown>[] = []
      await store.write('worker:a', async tx => {
        late.push(expect(delay(5).then(() => tx.settings.set('late', 1))).rejects.toThrow('outside its write'))
      })
      await store.write('worker:b', async tx => {
        await tx.settings.set('running', 1)
        await delay(20)
      })
      await Promise.all(late)
      expect(await setting('late')).toBeNull()
      expect(await setting('running')).toBe(1)
    })

    it('keeps other writes out while it waits', async () => {
      const slow = store.write('worker:slow', async tx => {
        await tx.settings.set('slow', 1)
        await delay(20)
        throw new Error('given up')
      })
      const quick = store.write('worker:quick', tx => tx.settings.set('quick', 1))
      await expect(slow).rejects.toThrow('given up')
      await quick
      expect([await setting('slow'), await setting('quick')]).toEqual([null, 1])
    })

    it('that fails is undone alone among all that came with it', async () => {
      const keys = Array.from({ length: 30 }, (_, i) => `many-${i}`)
      const results = await Promise.allSettled(
        keys.map((key, i) =>
          store.write(`worker:${key}`, async tx => {
            await tx.settings.set(key, i)
            if (i % 3 === 0) throw new Error('mine alone')
          }),
        ),
      )
      expect(results.map(({ status }) => status === 'fulfilled')).toEqual(keys.map((_, i) => i % 3 !== 0))
      expect(await Promise.all(keys.map(setting))).toEqual(keys.map((_, i) => (i % 3 === 0 ? null : i)))
    })

    it('never overlaps another one under its key, on this node or the next', async () => {
      const id = await storedThread(store)
      const count = (node: Engine) =>
        node.write(id, async tx => {
          const thread = await tx.threads.byId(id)
          await delay(1)
          await tx.threads.update(id, { lastSeq: thread!.lastSeq + 1 })
        })
      await Promise.all(Array.from({ length: 40 }, (_, i) => count(i % 2 ? store : other)))
      expect((await store.read.threads.byId(id))?.lastSeq).toBe(40)
    })

    it('that meets a row which is there already says so, and not what was in it', async () => {
      const id = await storedThread(store)
      const thread = (await store.read.threads.byId(id))!
      const again = store.write(id, tx => tx.threads.add({ ...thread, lastText: 'کفش پاره است' }))
      const error = await again.catch(error => error)
      expect(error).toMatchObject({ name: 'StoreError', duplicate: true })
      expect(store.dialect.isDuplicate(error)).toBe(true)
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toMatch(/کفش|Sara/)
      expect(error.cause).toBeUndefined()
    })

    it('is waited for by close, and refused after it', async () => {
      const closing = await database.open()
      const last = closing.write('worker:last', async tx => {
        await delay(20)
        await tx.settings.set('last', 1)
      })
      await delay(5)
      await closing.close()
      await last
      expect(await setting('last')).toBe(1)
      await expect(closing.write('worker:last', async () => 1)).rejects.toThrow('the store is closed')
      await expect(closing.check()).rejects.toThrow()
      await expect(store.check()).resolves.toBeUndefined()
    })
  })
}
