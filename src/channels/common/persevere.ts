import type { Clock } from '../../domain/clock.ts'

export interface Patience {
  clock: Clock
  closing: AbortSignal
  /** Pauses after failures, in ms: the first one, doubled each time up to the last. */
  pauseMs: readonly [first: number, last: number]
  /** Told of each failure; `attempt` counts from 1. */
  failed(error: unknown, attempt: number): void
}

/** Does it until it succeeds. Rejects only when the channel closes first. */
export async function persevere<T>(work: () => Promise<T>, { clock, closing, pauseMs, failed }: Patience): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      closing.throwIfAborted()
      return await work()
    } catch (error) {
      if (closing.aborted) throw error
      failed(error, attempt)
      await clock.sleep(backoff(pauseMs, attempt), closing)
    }
  }
}

/** The pause after failure number `failures` (1, 2, …). */
export const backoff = ([first, last]: readonly [number, number], failures: number): number =>
  Math.min(last, first * 2 ** Math.min(failures - 1, 20))
