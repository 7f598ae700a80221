import { openThread } from '../cases/open-thread.ts'
import type { RemoteMessage } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { MessageId } from '../domain/ids.ts'
import type { SendState } from '../domain/message.ts'
import type { Changes, Store } from '../storage/store.ts'
import type { MessageRow, SendRow } from '../storage/tables.ts'

/** Worst first: what a message is when its parts differ. */
const order: SendState[] = ['failed', 'unknown', 'sending', 'queued', 'cancelled', 'sent', 'delivered', 'read']

export const isTrouble = (message: Pick<MessageRow, 'sendState' | 'extras'>): boolean =>
  (message.sendState === 'failed' || message.sendState === 'unknown') && !message.extras.dismissed

/** Brings a message's own state in line with its parts, and the thread's count of troubled sends with it. */
export async function settleMessage(tx: Changes, id: MessageId, now: Date, error: string | null = null): Promise<void> {
  const message = await tx.messages.byId(id)
  if (!message) return
  const states = await tx.outbox.statesOf(id)
  const state = order.find(one => states.includes(one)) ?? 'sent'
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
  /** When to try again, where the state is `queued`. */
  dueAt?: Date
  remote?: RemoteMessage
}

/** Writes down how an attempt ended. */
export async function settle(store: Store, clock: Clock, send: SendRow, ending: Ending): Promise<void> {
  const now = clock.now()
  await store.write(send.threadId, async tx => {
    await tx.outbox.update(send.id, {
      state: ending.state,
      error: ending.error ?? null,
      leasedUntil: null,
      ...(ending.dueAt ? { dueAt: ending.dueAt } : {}),
      ...(ending.remote ? { sentAt: now } : {}),
    })
    if (ending.remote && send.part.kind !== 'edit') await rememberParts(tx, send, ending.remote)
    await settleMessage(tx, send.messageId, now, ending.error ?? null)
  })
}

/** The network's names, so that replies to it and edits of it find their way. */
async function rememberParts(tx: Changes, send: SendRow, remote: RemoteMessage): Promise<void> {
  const before = (await tx.messages.remoteOf(send.messageId)).length
  for (const [i, remoteId] of remote.ids.entries()) {
    await tx.messages.remember({
      part: before + i,
      accountId: send.accountId,
      remoteChat: send.remoteChat,
      remoteId,
      messageId: send.messageId,
    })
  }
}
