import type { ThreadListRow } from '../../api/schemas/threads.ts'

export type Alert = 'waiting' | 'words' | null

const fresh = 90_000

/** Whether a row's change should be heard: somebody new waits, or a customer of mine said something. */
export const alertOf = (before: ThreadListRow | undefined, row: ThreadListRow, me: string, now: number): Alert => {
  if (row.turn === 'waiting' && before?.turn !== 'waiting') {
    const since = Date.parse(row.waitingSince ?? row.lastAt)
    return before || now - since < fresh ? 'waiting' : null
  }
  const mine = row.turn === 'agent' && row.assignee?.id === me
  const spoke = row.lastFrom === 'customer' && row.lastSeq > (before?.lastSeq ?? row.lastSeq - 1)
  return mine && spoke ? 'words' : null
}
