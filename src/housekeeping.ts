import { oldestSession } from './api/auth/accounts.ts'
import type { Clock } from './domain/clock.ts'
import type { Logger } from './domain/log.ts'
import { startWorker, type Worker } from './domain/worker.ts'
import type { MediaStore } from './media/media.ts'
import type { Store } from './storage/store.ts'

export interface HousekeepingParts {
  store: Store
  media: MediaStore
  clock: Clock
  log: Logger
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A console that was away longer than this starts anew. */
const EVENTS_MS = 3 * DAY_MS

/** Once an hour, what nobody needs any more goes. A chore that fails does not keep the others from being done. */
export function startHousekeeping(parts: HousekeepingParts): Worker {
  const { store, clock, log } = parts
  const before = (ms: number) => new Date(clock.now().getTime() - ms)
  const chores = {
    events: () => store.write('worker:events', tx => tx.events.prune(before(EVENTS_MS))),
    answers: () => store.write('worker:auth', tx => tx.idempotency.prune(before(DAY_MS))),
    sessions: () =>
      store.write('worker:auth', tx =>
        tx.agents.pruneSessions({ expiredBefore: clock.now(), madeBefore: oldestSession(clock) }),
      ),
    uploads: () => forgetUploads(parts, before(DAY_MS)),
  }
  return startWorker('housekeeping', clock, log, async () => {
    for (const [chore, run] of Object.entries(chores)) {
      await run().catch(error => log.warn({ chore, error: (error as Error).name }, 'a chore was not done'))
    }
    return HOUR_MS
  })
}

/** Files an agent added and never sent. The content goes where nothing else has the same. */
async function forgetUploads({ store, media }: HousekeepingParts, before: Date): Promise<void> {
  for (const file of await store.read.files.unused(before, 100)) {
    await store.write('worker:files', tx => tx.files.remove(file.id))
    const key = file.mediaKey
    if (key && !(await store.read.files.byKey(key)) && !(await store.read.files.isPicture(key))) await media.delete(key)
  }
}
