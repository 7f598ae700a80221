import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../src/domain/clock.ts'

export interface FakeClock extends Clock {
  /** Lets `ms` milliseconds pass: whoever sleeps wakes at their own time, and what they do then happens before the next one wakes. */
  advance(ms: number): Promise<void>
  /** How many sleep now. */
  readonly sleeping: number
}

interface Sleeper {
  at: number
  wake(): void
}

/** A clock that stands still until it is told otherwise. */
export const fakeClock = (start = new Date('2026-03-21T08:00:00Z')): FakeClock => {
  let now = start.getTime()
  const sleepers = new Set<Sleeper>()

  const next = (until: number) =>
    [...sleepers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]

  return {
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise(resolve => {
        if (signal?.aborted) return resolve()
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper)
            signal?.removeEventListener('abort', sleeper.wake)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wake)
      }),
    advance: async ms => {
      const until = now + ms
      await turn()
      for (let sleeper = next(until); sleeper; sleeper = next(until)) {
        now = Math.max(now, sleeper.at)
        sleeper.wake()
        await turn()
      }
      now = until
    },
    get sleeping() {
      return sleepers.size
    },
  }
}
