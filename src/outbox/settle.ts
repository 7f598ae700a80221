import { openThread } from '../cases/open-thread.ts'
import type { RemoteMessage } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { MessageId } from '../domain/ids.ts'
import { hasGone, type SendState } from '../domain/message.ts'
import type { Changes, Store } from '../storage/store.ts'
import type { MessageRow, SendRow } from '../storage/tables.ts'

/** Worst first: what a message is when its parts differ. */
const order: SendState[] = ['failed', 'unknown', 'sending', 'queued', 'cancelled', 'sent', 'delivered', 'read']

const isLost = (state: SendState | null) => state === 'failed' || state === 'unknown'

export const isTrouble = (message: Pick<MessageRow, 'sendState' | 'extras'>): boolean =>
  isLost(message.sendState) && !message.extras.dismissed

/** Brings a message's own state in line with its parts, and the thread's count of troubled sends with it. */
export async function settleMessage(tx: Changes, id: MessageId, now: Date, error: string | null = null): Promise<void> {
  const message = await tx.messages.byId(id)
  if (!message) return
  const states = await tx.outbox.statesOf(id)
  const state = order.find(one => states.includes(one)) ?? 'sent'
  // another part came through: this one is lost for the reason it was
  const stays = state === message.sendState && isLost(state) && error === null
  await settleState(tx, message, state, stays ? message.sendError : error, now)
}

/** Gives a message that state, and keeps the thread's count of troubled sends. */
export async function settleState(
  tx: Changes,
  message: MessageRow,
  state: SendState,
  error: string | null,
  now: Date,
): Promise<void> {
  const after = { ...message, sendState: state }
  if (state === message.sendState && error === message.sendError) return
  await tx.messages.update(message, { sendState: state, sendError: error })
  if (isTrouble(message) === isTrouble(after)) return
  const thread = await openThread(tx, message.threadId, now)
  thread.row.troubled = Math.max(0, thread.row.troubled + (isTrouble(after) ? 1 : -1))
  await thread.save()
}

export interface Ending {
  state: SendState
  error?: string
  /** When to try again, where the state is `queued`; when to ask, where it is `unknown` and the network can be asked. */
  dueAt?: Date
  askUntil?: Date
  remote?: RemoteMessage
}

/** Writes down how the attempt with `send` as it was leased ended. `place`: within what the network's ids are looked up. */
export function settle(store: Store, clock: Clock, send: SendRow, place: string, ending: Ending): Promise<void> {
  return store.write(send.threadId, async tx => {
    const fresh = await tx.outbox.byId(send.id)
    if (!fresh || !(ending.remote || isSame(fresh, send))) return
    // A receipt may have come before this.
    const state = ending.remote && hasGone(fresh.state) ? fresh.state : ending.state
    await settleSend(tx, send, place, { ...ending, state }, clock.now())
  })
}

/** Nobody ended, cancelled or began it anew meanwhile. */
const isSame = (fresh: SendRow, send: SendRow): boolean =>
  fresh.state === 'sending'
    ? fresh.attempts === send.attempts + 1
    : fresh.state === 'queued' && fresh.leasedUntil?.getTime() === send.leasedUntil?.getTime()

export async function settleSend(tx: Changes, send: SendRow, place: string, ending: Ending, now: Date): Promise<void> {
  await tx.outbox.update(send.id, {
    state: ending.state,
    error: ending.error ?? null,
    leasedUntil: null,
    askUntil: ending.askUntil ?? null,
    ...(ending.askUntil ? { asks: 0, wanted: false } : {}),
    ...(ending.dueAt ? { dueAt: ending.dueAt } : {}),
    ...(ending.remote ? { sentAt: now } : {}),
  })
  if (ending.remote && send.part.kind !== 'edit') await rememberParts(tx, send, place, ending.remote)
  await settleMessage(tx, send.messageId, now, ending.error ?? null)
}

/** The network's names, so that replies to it, edits of it and receipts for it find their way. */
async function rememberParts(tx: Changes, send: SendRow, place: string, remote: RemoteMessage): Promise<void> {
  const before = (await tx.messages.remoteOf(send.messageId)).length
  for (const [i, remoteId] of remote.ids.entries()) {
    await tx.messages.remember({
      part: before + i,
      accountId: send.accountId,
      remoteChat: place,
      remoteId,
      messageId: send.messageId,
      sendId: send.id,
    })
  }
}
