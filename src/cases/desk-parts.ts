import type { Bot } from '../bot/run.ts'
import type { Channel } from '../channels/channel.ts'
import type { Agent } from '../domain/agent.ts'
import type { Clock } from '../domain/clock.ts'
import { AppError } from '../domain/errors.ts'
import type { AccountId } from '../domain/ids.ts'
import type { LimitsOf } from '../outbox/queue.ts'
import type { Store } from '../storage/store.ts'
import type { IdentityRow } from '../storage/tables.ts'
import { openCase, reopenCase } from './escalate.ts'
import type { OpenThread } from './open-thread.ts'
import { silence } from './silence.ts'

export interface DeskParts {
  store: Store
  bot: Bot
  limitsOf: LimitsOf
  clock: Clock
  channel(account: AccountId): Channel | null
}

/** @throws AppError with who has the thread, where that is somebody else */
export async function mustBeFree(thread: OpenThread, agent: Agent, code: 'taken' | 'not_yours'): Promise<void> {
  const { row, tx } = thread
  if (row.turn !== 'agent' || row.assigneeId === agent.id) return
  const [listed] = await tx.threads.rows([row.id])
  const name = listed?.assigneeName ?? ''
  const assignee = row.assigneeId ? { id: row.assigneeId, name } : null
  throw new AppError(code, `${row.id} is with ${row.assigneeId}`, `${name || 'A colleague'} has this conversation.`, {
    assignee,
  })
}

/** From this moment the agent speaks: what the bot has not said stays unsaid. The thread must be free. */
export async function giveTo(thread: OpenThread, agent: Agent): Promise<void> {
  const { row, tx, now } = thread
  if (row.turn === 'agent') return
  if (row.turn === 'closed') await wake(thread, agent)
  await silence(thread)
  Object.assign(row, { turn: 'agent', assigneeId: agent.id, waitingSince: null })
  if (row.caseId) await tx.cases.update(row.caseId, { state: 'agent', assigneeId: agent.id, takenAt: now })
  await thread.tell({ code: 'taken', agentId: agent.id, agentName: agent.name })
}

/** An agent speaks into a closed thread: its last case is open again, or a new one begins. */
export async function wake(thread: OpenThread, agent: Agent): Promise<void> {
  const latest = await thread.tx.cases.latest(thread.row.id)
  if (latest) await reopenCase(thread, latest)
  else await openCase(thread)
  await thread.tell({ code: 'reopened', by: 'agent', agentName: agent.name })
}

/** Where words to this customer go. @throws AppError `unreachable` */
export async function addressOf({ tx, row }: OpenThread): Promise<IdentityRow> {
  const identity = row.identityId ? await tx.customers.identity(row.identityId) : null
  if (identity?.reachable) return identity
  throw new AppError('unreachable', `nobody to reach on ${row.id}`, 'The customer has blocked us: nothing can be sent.')
}
