import type { Clock } from './clock.ts'
import type { Logger } from './log.ts'

export interface Worker {
  /** There may be something to do. */
  wake(): void
  /** Waits for the round under way and does no more. */
  close(): Promise<void>
}

/**
 * Does `round` again and again: at once where it was woken meanwhile, else after as many milliseconds as the round says.
 * A round that fails is logged and tried again after five seconds.
 */
export function startWorker(name: string, clock: Clock, log: Logger, round: () => Promise<number>): Worker {
  let nap = new AbortController()
  let closed = false

  async function safely(): Promise<number> {
    try {
      return await round()
    } catch (error) {
      log.error(
        { worker: name, code: (error as { code?: unknown }).code, error: (error as Error).name },
        'a round failed',
      )
      return 5_000
    }
  }

  async function run() {
    while (!closed) {
      nap = new AbortController()
      const ms = await safely()
      if (!closed && !nap.signal.aborted) await clock.sleep(ms, nap.signal)
    }
  }

  const running = run()
  return {
    wake() {
      // Once is enough: each call of abort makes an error with its stack, and every commit wakes somebody.
      if (!nap.signal.aborted) nap.abort()
    },
    close: async () => {
      closed = true
      nap.abort()
      await running
    },
  }
}
