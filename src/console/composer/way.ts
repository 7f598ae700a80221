import type { AgentView } from '../../api/schemas/agents.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'

export type Way =
  | { open: true; hint: 'willTake' | 'willReopen' | 'offline' | null }
  | { open: false; why: 'withOther' | 'noChannel' | 'readOnly' }

/** Whether this agent may answer here now, and what answering would change. */
export const wayOf = (
  thread: Pick<ThreadDetail, 'turn' | 'assignee' | 'replyTo'>,
  me: Pick<AgentView, 'id' | 'role'>,
): Way => {
  if (me.role === 'ops') return { open: false, why: 'readOnly' }
  if (thread.turn === 'agent' && thread.assignee && thread.assignee.id !== me.id)
    return { open: false, why: 'withOther' }
  if (!thread.replyTo) return { open: false, why: 'noChannel' }
  if (!thread.replyTo.online) return { open: true, hint: 'offline' }
  if (thread.turn === 'closed') return { open: true, hint: 'willReopen' }
  return { open: true, hint: thread.turn === 'agent' ? null : 'willTake' }
}

/** How many characters are left, once that is worth saying; below zero it cannot be sent. */
export const roomOf = (length: number, limit: number): number | null => {
  const left = limit - length
  return left <= Math.max(50, limit * 0.1) ? left : null
}
