import type { Clock } from '../domain/clock.ts'
import type { LiveEvent } from '../domain/events.ts'
import type { Logger } from '../domain/log.ts'
import type { Store } from '../storage/store.ts'
import { createBell, orAborted } from './bell.ts'
import type { LiveFeed } from './feed.ts'
import { createRing, type Ring } from './ring.ts'

export interface TailOptions {
  store: Pick<Store, 'read' | 'subscribe'>
  clock: Clock
  log: Pick<Logger, 'warn'>
  /** Events held in memory. */
  keep?: number
}

const page = 500
/** A wake-up can get lost on its way from another node; then the news is this late. */
const lookAnywayMs = 10_000

/**
 * One loop a node reads the events table by its sequence, which the store promises to commit in order; followers read
 * the ring it fills, or the table where they are further back.
 */
export function createLiveFeed({ store, clock, log, keep = 5_000 }: TailOptions): LiveFeed {
  const closing = new AbortController()
  const doorbell = createBell()
  const news = createBell()
  const { events } = store.read
  const unsubscribe = store.subscribe('events', doorbell.ring)
  const opened = open()
  const ended = opened.then(tail)

  async function open(): Promise<Ring> {
    for (;;) {
      try {
        return createRing(await events.last(), keep)
      } catch (error) {
        if (closing.signal.aborted) return createRing(0, keep)
        log.warn({ err: error }, 'the live feed cannot start yet')
        await clock.sleep(1_000, closing.signal)
      }
    }
  }

  async function readOn(ring: Ring): Promise<void> {
    for (;;) {
      const found = await events.after(ring.last, page)
      if (ring.push(found)) news.ring()
      if (found.length < page) return
    }
  }

  async function tail(ring: Ring): Promise<void> {
    while (!closing.signal.aborted) {
      const heard = doorbell.next()
      try {
        await readOn(ring)
        await heardOrLate(heard)
      } catch (error) {
        log.warn({ err: error }, 'the live feed cannot read')
        await clock.sleep(1_000, closing.signal)
      }
    }
  }

  async function heardOrLate(heard: Promise<void>): Promise<void> {
    const cancel = new AbortController()
    await orAborted(Promise.race([heard, clock.sleep(lookAnywayMs, cancel.signal)]), closing.signal)
    cancel.abort()
  }

  /** From the table. The page is whole if nothing after `at` was pruned by the time it had been read. */
  async function older(at: number): Promise<LiveEvent[] | 'lost'> {
    const found = await events.after(at, page)
    const kept = (await events.after(at - 1, 1))[0]?.seq
    return kept === at || (at === 0 && kept === 1) ? found : 'lost'
  }

  /** A place no event was at is another database's. */
  async function known(ring: Ring, since: number): Promise<boolean> {
    if (since > ring.last) await readOn(ring)
    return since <= ring.last
  }

  async function* follow(since: number | null, signal: AbortSignal): AsyncGenerator<LiveEvent[] | 'lost'> {
    const stop = AbortSignal.any([signal, closing.signal])
    const ring = await opened
    let at = since ?? ring.last
    if (!(await known(ring, at))) {
      at = ring.last
      yield 'lost'
    }
    while (!stop.aborted) {
      const rung = news.next()
      const found = ring.after(at, page) ?? (await older(at))
      if (found === 'lost') {
        at = ring.last
        yield 'lost'
      } else if (found.length > 0) {
        at = found.at(-1)!.seq
        yield found
      } else await orAborted(rung, stop)
    }
  }

  return {
    wake: doorbell.ring,
    follow,
    async close() {
      unsubscribe()
      closing.abort()
      await ended
    },
  }
}
