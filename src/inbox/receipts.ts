import type { Receipt } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { placeWithin } from '../domain/place.ts'
import { settleMessage, settleState } from '../outbox/settle.ts'
import type { Changes, Store } from '../storage/store.ts'
import type { Source } from './identify.ts'

type State = Receipt['state']

/** How far a send has come. One that was queued again may still turn out to have arrived; one under way will tell itself. */
const ranks: Record<string, number> = { failed: 0, unknown: 0, queued: 1, sent: 1, delivered: 2, read: 3 }
const rankOf = (state: string | null): number => (state === null ? Infinity : (ranks[state] ?? Infinity))

/** States only rise, save that the network may say in the end that it did not bring it. */
const becomes = (from: string | null, to: State): boolean =>
  to === 'failed' ? from === 'sent' || from === 'unknown' : rankOf(to) > rankOf(from)

/** Writes down what the network says became of a message of ours. An album is one send: it is what any of its files is. */
export function receiptsOf(store: Store, clock: Clock) {
  return async (source: Source, { id, state, at }: Receipt): Promise<boolean> => {
    const place = { accountId: source.account, remoteChat: placeWithin(source.idsWithin, ''), remoteId: id }
    const found = await store.read.messages.sentAs(place)
    if (!found) return false
    if (!becomes(found.sendState, state)) return true
    await store.write(found.threadId, async tx => {
      const fresh = await tx.messages.sentAs(place)
      if (fresh && becomes(fresh.sendState, state)) await raise(tx, fresh, { state, at }, clock.now())
    })
    return true
  }
}

type Found = NonNullable<Awaited<ReturnType<Changes['messages']['sentAs']>>>

async function raise(tx: Changes, { sendId, messageId }: Found, { state, at }: Omit<Receipt, 'id'>, now: Date) {
  const error = state === 'failed' ? 'not_delivered' : null
  if (sendId === null) {
    const message = await tx.messages.byId(messageId)
    if (message) await settleState(tx, message, state, error, now)
    return
  }
  const send = await tx.outbox.byId(sendId)
  await tx.outbox.update(sendId, {
    state,
    error,
    leasedUntil: null,
    askUntil: null,
    ...(send?.sentAt || state === 'failed' ? {} : { sentAt: at }),
  })
  await settleMessage(tx, messageId, now, error)
}
