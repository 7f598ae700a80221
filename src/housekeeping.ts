import type { Clock } from './domain/clock.ts'
import type { Logger } from './domain/log.ts'
import { startWorker, type Worker } from './domain/worker.ts'

const HOUR_MS = 3_600_000

/** Once an hour, what nobody needs any more goes. A chore that fails does not keep the others from being done. */
export function startHousekeeping(clock: Clock, log: Logger, chores: Record<string, () => Promise<unknown>>): Worker {
  return startWorker('housekeeping', clock, log, async () => {
    for (const [chore, run] of Object.entries(chores)) {
      await run().catch(error => log.warn({ chore, error: (error as Error).name }, 'a chore was not done'))
    }
    return HOUR_MS
  })
}
