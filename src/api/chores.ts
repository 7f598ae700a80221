import type { Clock } from '../domain/clock.ts'
import type { MediaStore } from '../media/media.ts'
import type { Store } from '../storage/store.ts'
import type { FileRow } from '../storage/tables.ts'
import { oldestSession } from './auth/accounts.ts'

export interface ChoreDeps {
  store: Store
  media: MediaStore
  clock: Clock
}

const dayMs = 24 * 60 * 60 * 1000

/** What is to be done now and then so that nothing of the API grows for ever, by name. Each may be run at any time, on any node. */
export const chores = (deps: ChoreDeps) => ({
  /** What consoles were told; who was away longer loads everything anew. */
  events: () => pruneEvents(deps),
  sessions: () => pruneSessions(deps),
  /** Answers kept under an `Idempotency-Key`. */
  answers: () => pruneAnswers(deps),
  /** Files nobody sent. */
  uploads: () => pruneUploads(deps),
})

const ago = ({ clock }: ChoreDeps, ms: number) => new Date(clock.now().getTime() - ms)

const pruneEvents = (deps: ChoreDeps) => deps.store.write('worker:events', tx => tx.events.prune(ago(deps, 2 * dayMs)))

const pruneSessions = (deps: ChoreDeps) =>
  deps.store.write('worker:auth', tx =>
    tx.agents.pruneSessions({ expiredBefore: deps.clock.now(), madeBefore: oldestSession(deps.clock) }),
  )

const pruneAnswers = (deps: ChoreDeps) =>
  deps.store.write('worker:idempotency', tx => tx.idempotency.prune(ago(deps, dayMs)))

async function pruneUploads(deps: ChoreDeps): Promise<void> {
  const { store } = deps
  for (const row of await store.read.files.unused(ago(deps, dayMs), 500)) {
    const gone = await store.write('worker:uploads', async tx => {
      const still = (await tx.files.byIds([row.id]))[0]
      if (!still || still.messageId !== null) return false
      await tx.files.remove(row.id)
      return true
    })
    if (gone) await forgetContent(deps, row)
  }
}

/** The same content may be kept for others. */
async function forgetContent({ store, media }: ChoreDeps, { mediaKey }: FileRow): Promise<void> {
  if (mediaKey === null || (await store.read.files.byKey(mediaKey))) return
  if (!(await store.read.files.isPicture(mediaKey))) await media.delete(mediaKey)
}
