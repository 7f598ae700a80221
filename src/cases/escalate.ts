import type { Facts } from '../domain/case.ts'
import { newId } from '../domain/ids.ts'
import type { HandOverReason } from '../domain/message.ts'
import type { CaseRow } from '../storage/tables.ts'
import type { OpenThread } from './open-thread.ts'

/** The bot is done with it: the thread stands in the queue of those who wait for a person. */
export async function handOver(thread: OpenThread, reason: HandOverReason): Promise<void> {
  const { tx, row, now } = thread
  row.turn = 'waiting'
  row.waitingSince = now
  if (row.caseId) await tx.cases.update(row.caseId, { state: 'waiting', escalatedAt: now })
  await thread.tell({ code: 'handed_over', reason })
}

/** A new problem begins, with the bot. */
export async function openCase(thread: OpenThread): Promise<void> {
  const { tx, row, now } = thread
  const id = newId('cas')
  await tx.cases.add({ id, threadId: row.id, state: 'intake', facts: {}, missing: [], openedAt: now })
  Object.assign(row, {
    caseId: id,
    turn: 'bot',
    topic: null,
    orderCode: null,
    bot: null,
    assigneeId: null,
    waitingSince: null,
  })
}

/** The case that ended is open again, and waits for a person. */
export async function reopenCase(thread: OpenThread, ended: CaseRow): Promise<void> {
  const { tx, row, now } = thread
  await tx.cases.update(ended.id, {
    state: 'waiting',
    closedAt: null,
    outcome: null,
    assigneeId: null,
    escalatedAt: now,
  })
  Object.assign(row, { caseId: ended.id, turn: 'waiting', waitingSince: now, assigneeId: null })
  row.topic = ended.topic
  row.orderCode = ended.facts.orderCode ?? null
}

/** Keeps what was learned on the case, and on the thread what the list shows of it. A field learned as undefined is forgotten. */
export async function learn(
  thread: OpenThread,
  learned: { facts?: Partial<Facts> | undefined; topic?: string | undefined; missing?: string[] | undefined },
  known: CaseRow,
): Promise<void> {
  const facts: Facts = { ...known.facts, ...learned.facts }
  const topic = learned.topic ?? known.topic
  thread.row.topic = topic
  thread.row.orderCode = facts.orderCode ?? null
  const same = !learned.facts && learned.topic === undefined && learned.missing === undefined
  if (!same) await thread.tx.cases.update(known.id, { facts, topic, missing: learned.missing ?? known.missing })
}
