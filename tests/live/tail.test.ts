import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveEvent } from '../../src/domain/events.ts'
import type { AccountId } from '../../src/domain/ids.ts'
import type { LiveFeed } from '../../src/live/feed.ts'
import { createLiveFeed } from '../../src/live/tail.ts'
import type { Store } from '../../src/storage/store.ts'
import { silentLog, type TestDatabase, testStores } from '../support/databases.ts'
import { type FakeClock, fakeClock } from '../support/fake-clock.ts'

let database: TestDatabase
let store: Store
let clock: FakeClock
let feed: LiveFeed
const stop = new AbortController()

/** One write that tells one thing. */
const happen = (name: string) =>
  store.write('worker:test', async tx => tx.events.channelChanged(`acc_${name}` as AccountId))
const happenTimes = async (count: number) => {
  for (let n = 1; n <= count; n += 1) await happen(String(n))
}
const seqs = (events: readonly LiveEvent[]) => events.map(({ seq }) => seq)
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, n) => from + n)

/** Follows until an event with that seq came. */
async function collect(since: number | null, last: number): Promise<(LiveEvent | 'lost')[]> {
  const found: (LiveEvent | 'lost')[] = []
  for await (const batch of feed.follow(since, stop.signal)) {
    found.push(...(batch === 'lost' ? (['lost'] as const) : batch))
    const newest = found.at(-1)
    if (newest && newest !== 'lost' && newest.seq >= last) return found
  }
  return found
}
const eventsOf = (found: (LiveEvent | 'lost')[]) => found.filter(each => each !== 'lost')

describe.each(testStores())('following what happens, on $name', ({ create }) => {
  beforeEach(async () => {
    clock = fakeClock()
    database = await create()
    store = await database.open({ clock })
    feed = createLiveFeed({ store, clock, log: silentLog, keep: 10 })
  })
  afterEach(async () => {
    await feed.close()
    await database.drop()
  })

  it('tells everything after a place once and in order, from memory or from the table', async () => {
    await happenTimes(60)
    for (const since of [0, 1, 17, 55, 59]) {
      expect(seqs(eventsOf(await collect(since, 60))), `since ${since}`).toEqual(upTo(60, since + 1))
    }
  })

  it('loses and repeats nothing while it happens, whoever joins when', async () => {
    const followers = [collect(0, 120), collect(0, 120)]
    await happenTimes(40)
    followers.push(collect(20, 120), collect(0, 120))
    const writing = Promise.all(Array.from({ length: 80 }, (_, n) => happen(`more${n}`)))
    followers.push(collect(39, 120))
    await writing
    const found = await Promise.all(followers)
    expect(found.map(each => seqs(eventsOf(each)))).toEqual([
      upTo(120),
      upTo(120),
      upTo(120, 21),
      upTo(120),
      upTo(120, 40),
    ])
    expect(found.flat()).not.toContain('lost')
  })

  it('tells from now on where no place is given', async () => {
    await happenTimes(3)
    await collect(0, 3)
    const followed = collect(null, 5)
    await happen('4')
    await happen('5')
    expect(seqs(eventsOf(await followed))).toEqual([4, 5])
  })

  it('says that it lost the place where what came after is no longer kept, and goes on from now', async () => {
    await happenTimes(30)
    await clock.advance(1_000)
    await store.write('worker:test', tx => tx.events.prune(clock.now()))
    await happen('31')
    const iterator = feed.follow(4, stop.signal)[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe('lost')
    await collect(30, 31)
    await happen('32')
    const found: LiveEvent[] = []
    while (found.at(-1)?.seq !== 32) found.push(...((await iterator.next()).value as LiveEvent[]))
    expect(seqs(found).at(-1)).toBe(32)
    expect(seqs(found)[0]).toBeGreaterThan(30)
    await iterator.return?.()
  })

  it('says that it lost a place that never was: that of another database', async () => {
    await happenTimes(2)
    const iterator = feed.follow(999, stop.signal)[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe('lost')
    await iterator.return?.()
  })

  it('hears of what another node wrote', async () => {
    const other = await database.open({ clock })
    const followed = collect(null, 1)
    await other.write('worker:test', async tx => tx.events.channelChanged('acc_other'))
    feed.wake()
    expect(eventsOf(await followed)).toEqual([{ seq: 1, changes: [{ kind: 'channel', accountId: 'acc_other' }] }])
  })

  it('looks by itself after ten seconds where nobody woke it', async () => {
    const deaf = createLiveFeed({ store: { ...store, subscribe: () => () => undefined }, clock, log: silentLog })
    const iterator = deaf.follow(0, stop.signal)[Symbol.asyncIterator]()
    const next = iterator.next()
    await happen('1')
    let came = false
    void next.then(() => {
      came = true
    })
    while (!came) await clock.advance(1_000)
    expect((await next).value).toMatchObject([{ seq: 1 }])
    await iterator.return?.()
    await deaf.close()
  })

  it('ends for a follower who leaves and for all when it is closed', async () => {
    const leaving = new AbortController()
    const drain = async (signal: AbortSignal) => {
      for await (const _ of feed.follow(null, signal)) expect.unreachable()
      return 'ended'
    }
    const left = drain(leaving.signal)
    const stayed = drain(stop.signal)
    leaving.abort()
    expect(await left).toBe('ended')
    await feed.close()
    expect(await stayed).toBe('ended')
  })
})
