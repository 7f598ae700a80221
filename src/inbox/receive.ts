import type { Bot } from '../bot/run.ts'
import { openCase, reopenCase } from '../cases/escalate.ts'
import { type OpenThread, threadOn } from '../cases/open-thread.ts'
import type { Incoming } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { newId, type ThreadId } from '../domain/ids.ts'
import type { LimitsOf } from '../outbox/queue.ts'
import type { Person } from '../storage/queries/customers.ts'
import type { Changes, Store } from '../storage/store.ts'
import { storableEvent } from './clean.ts'
import { hearEdit, hearMessage, hearPress, hearReachable, hearStart } from './hear.ts'
import type { Hearing } from './hearing.ts'
import { peopleOf, refresh, type Source } from './identify.ts'

export interface Inbox {
  /** Resolves once all that follows from the event is committed, in one write: message, bot's state, case, outbox. */
  receive(source: Source, event: Incoming): Promise<void>
}

export interface InboxParts {
  store: Store
  bot: Bot
  limitsOf: LimitsOf
  clock: Clock
  /** Within this time after its end a case is opened again by the customer's next words. */
  reopenMs?: number
  received?: (source: Source, kind: Incoming['kind']) => void
}

const THREE_DAYS = 72 * 3_600_000

export function inboxOf({ store, bot, limitsOf, clock, reopenMs = THREE_DAYS, received }: InboxParts): Inbox {
  const people = peopleOf(store)

  async function hear(tx: Changes, source: Source, event: Incoming, { identity, customer, thread: row }: Person) {
    const begun = event.kind === 'message' && event.album ? await tx.messages.byAlbum(row.id, event.album) : null
    const messageId = begun?.id ?? newId('msg')
    const isNew = await tx.messages.remember({
      accountId: source.account,
      remoteChat: event.chat,
      remoteId: event.eventId,
      messageId,
    })
    if (!isNew) return
    const who = { identity: await refresh(tx, identity, event), customer }
    const thread = threadOn(tx, row, clock.now())
    if (event.kind !== 'reachable') {
      thread.row.identityId = identity.id
      await wakeCase(thread, reopenMs)
    }
    await dispatch({ thread, who, source, bot, limitsOf, messageId, begun }, event)
    await thread.save()
  }

  /** False where the person is not at that thread any more. */
  const hearAt = (threadId: ThreadId, source: Source, event: Incoming): Promise<boolean> =>
    store.write(threadId, async tx => {
      // Under the thread's own key: another event of this person may have changed it.
      const person = await tx.customers.person(source.account, event.sender.remoteId)
      if (person?.thread.id !== threadId) return false
      await hear(tx, source, event, person)
      return true
    })

  return {
    async receive(source, raw) {
      const event = storableEvent(raw)
      const hears = async () => hearAt(await people.threadOf(source, event, clock.now()), source, event)
      while (!(await hears())) people.moved(source, event)
      received?.(source, event.kind)
    },
  }
}

function dispatch(hearing: Hearing, event: Incoming): Promise<void> {
  switch (event.kind) {
    case 'message':
      return hearMessage(hearing, event)
    case 'edited':
      return hearEdit(hearing, event)
    case 'pressed':
      return hearPress(hearing, event)
    case 'started':
      return hearStart(hearing, event)
    case 'reachable':
      return hearReachable(hearing, event)
  }
}

/** A customer who speaks has an open case: the one there is, the one that just ended, or a new one. */
async function wakeCase(thread: OpenThread, reopenMs: number): Promise<void> {
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
