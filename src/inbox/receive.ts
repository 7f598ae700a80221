import type { Bot } from '../bot/run.ts'
import { threadOn } from '../cases/open-thread.ts'
import type { Incoming, Receipt } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { newId, type ThreadId } from '../domain/ids.ts'
import type { Logger } from '../domain/log.ts'
import { placeWithin } from '../domain/place.ts'
import type { LimitsOf } from '../outbox/queue.ts'
import type { Person } from '../storage/queries/customers.ts'
import type { Changes, Store } from '../storage/store.ts'
import { storableEvent } from './clean.ts'
import { dispatch } from './dispatch.ts'
import { isEcho } from './echo.ts'
import { peopleOf, refresh, type Source } from './identify.ts'
import { newNames } from './names.ts'
import { receiptsOf } from './receipts.ts'
import { wakeCase } from './wake.ts'

export interface Inbox {
  /** Resolves once all that follows from the event is committed, in one write: message, bot's state, case, outbox. */
  receive(source: Source, event: Incoming): Promise<void>
  /** What became of a message of ours. Resolves once committed, with false where none has that id. */
  receipt(source: Source, receipt: Receipt): Promise<boolean>
}

export interface InboxParts {
  store: Store
  bot: Bot
  limitsOf: LimitsOf
  clock: Clock
  log: Pick<Logger, 'info'>
  /** Within this time after its end a case is opened again by the customer's next words. */
  reopenMs?: number
  received?: (source: Source, kind: Incoming['kind']) => void
}

const THREE_DAYS = 72 * 3_600_000
/** They are no messages of their own: their ids lead to none. */
const noMessage: ReadonlySet<Incoming['kind']> = new Set(['deleted', 'reacted', 'gap'])

export function inboxOf({ store, bot, limitsOf, clock, log, reopenMs = THREE_DAYS, received }: InboxParts): Inbox {
  const people = peopleOf(store, log)

  async function hear(tx: Changes, source: Source, event: Incoming, { identity, customer, thread: row }: Person) {
    const place = { accountId: source.account, remoteChat: placeWithin(source.idsWithin, event.chat) }
    const own = { ...place, remoteId: event.eventId }
    if (event.kind === 'said_elsewhere' && (await isEcho(tx, row.id, event, own, clock.now()))) return
    const begun = event.kind === 'message' && event.album ? await tx.messages.byAlbum(row.id, event.album) : null
    const messageId = begun?.id ?? newId('msg')
    const isNew = await tx.messages.remember({ ...own, messageId: noMessage.has(event.kind) ? null : messageId })
    if (!isNew) return
    const who = { identity: await refresh(tx, identity, event), customer }
    const thread = threadOn(tx, row, clock.now())
    const speaks = async () => {
      thread.row.identityId = identity.id
      await wakeCase(thread, reopenMs)
    }
    await dispatch({ thread, who, source, place, bot, limitsOf, messageId, begun, speaks }, event)
    await thread.save()
  }

  /** False where the person is not at that thread any more, or has another name now. */
  const hearAt = (threadId: ThreadId, source: Source, event: Incoming): Promise<boolean> =>
    store.write(threadId, async tx => {
      // Under the thread's own key: another event of this person may have changed it.
      const person = await tx.customers.person(source.account, event.sender.remoteId)
      if (person?.thread.id !== threadId || newNames(person.identity, event).length > 0) return false
      await hear(tx, source, event, person)
      return true
    })

  return {
    async receive(source, raw) {
      const event = storableEvent(raw)
      for (;;) {
        const threadId = await people.threadOf(source, event, clock.now())
        if (threadId === null || (await hearAt(threadId, source, event))) break
        people.moved(source, event)
      }
      received?.(source, event.kind)
    },
    receipt: receiptsOf(store, clock),
  }
}
