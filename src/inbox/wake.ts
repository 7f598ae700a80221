import { openCase, reopenCase } from '../cases/escalate.ts'
import type { OpenThread } from '../cases/open-thread.ts'

/** A customer who speaks has an open case: the one there is, the one that just ended, or a new one. */
export async function wakeCase(thread: OpenThread, reopenMs: number): Promise<void> {
  if (thread.row.turn !== 'closed') return
  const latest = await thread.tx.cases.latest(thread.row.id)
  const endedAt = latest?.closedAt
  if (latest && endedAt && thread.now.getTime() - endedAt.getTime() <= reopenMs) {
    await reopenCase(thread, latest)
    await thread.tell({ code: 'reopened', by: 'customer' })
  } else {
    await openCase(thread)
  }
}
