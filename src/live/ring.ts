import type { LiveEvent } from '../domain/events.ts'

/** The newest events in memory, in order. */
export interface Ring {
  /** The newest event's seq, also where none is held. */
  readonly last: number
  /** Adds what is newer than `last` and forgets the oldest past the size. Whether anything was new. */
  push(events: readonly LiveEvent[]): boolean
  /** At most `limit` events after `seq`; null where the ring does not reach back that far. */
  after(seq: number, limit: number): LiveEvent[] | null
}

/** Holds every event after `from`, up to `size` of them. */
export function createRing(from: number, size: number): Ring {
  let events: LiveEvent[] = []
  let before = from

  const firstAfter = (seq: number): number => {
    let low = 0
    let high = events.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (events[middle]!.seq <= seq) low = middle + 1
      else high = middle
    }
    return low
  }

  const ring: Ring = {
    get last() {
      return events.at(-1)?.seq ?? before
    },
    push(more) {
      const fresh = more.filter(event => event.seq > ring.last)
      events.push(...fresh)
      // Trimmed by the half, not one by one: cutting an array costs its length.
      if (events.length > size * 1.5) {
        const kept = events.slice(-size)
        before = events[events.length - kept.length - 1]!.seq
        events = kept
      }
      return fresh.length > 0
    },
    after(seq, limit) {
      if (seq < before) return null
      const start = firstAfter(seq)
      return events.slice(start, start + limit)
    },
  }
  return ring
}
