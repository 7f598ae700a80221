import { ChannelError } from '../channels/channel.ts'
import { placeWithin } from '../domain/place.ts'
import type { SendRow } from '../storage/tables.ts'
import { addressOf } from './address.ts'
import { perhapsGone } from './ask.ts'
import { backoff } from './backoff.ts'
import { costOf, materialise } from './materialise.ts'
import type { DeliverParts } from './parts.ts'
import { type Ending, settle, settleMessage } from './settle.ts'

/** How long a send may be under way before it counts as abandoned. */
const SENDING_MS = 120_000
const MOST_PATIENCE_MS = 30_000
/** After this age nothing is tried again by itself: the words are not worth it any more without a person's look. */
const EXPIRES_MS = 24 * 3_600_000

/** Brings one leased send to its end, or back into the queue. Resolves when its end is written down; `signal` ends the waiting, not the sending. */
export async function deliver(parts: DeliverParts, send: SendRow, signal: AbortSignal): Promise<void> {
  const channel = parts.channel(send.accountId)
  if (!channel)
    return postpone(parts, send, new ChannelError('unreachable', 'network', 'no such account is configured'))
  try {
    const { chat, place } = await addressOf(parts.store.read, channel, send)
    const to = { chat }
    const part = await materialise(parts.store.read, parts.media, send, place)
    await channel.turn(to, costOf(send.part), signal)
    if (!(await begin(parts, send))) return
    const remote = await channel.send(to, part, send.id)
    await end(parts, send, { state: 'sent', remote })
  } catch (error) {
    if (signal.aborted && !(error instanceof ChannelError)) return release(parts, send)
    await failed(parts, send, error)
  }
}

/**
 * From here on it may have gone. False where it shall not: another worker has it, it was cancelled,
 * or it is the bot's and an agent took the thread since.
 */
function begin({ store, clock }: DeliverParts, send: SendRow): Promise<boolean> {
  const now = clock.now()
  return store.write(send.threadId, async tx => {
    const fresh = await tx.outbox.byId(send.id)
    if (fresh?.state !== 'queued' || fresh.leasedUntil?.getTime() !== send.leasedUntil?.getTime()) return false
    const thread = await tx.threads.byId(send.threadId)
    if (send.from === 'bot' && thread?.turn === 'agent') {
      await tx.outbox.update(send.id, { state: 'cancelled', leasedUntil: null })
      await settleMessage(tx, send.messageId, now)
      return false
    }
    await tx.outbox.update(send.id, {
      state: 'sending',
      attempts: send.attempts + 1,
      leasedUntil: new Date(now.getTime() + SENDING_MS),
    })
    return true
  })
}

async function failed(parts: DeliverParts, send: SendRow, error: unknown): Promise<void> {
  if (!(error instanceof ChannelError)) {
    parts.log.error({ send: send.id, error: (error as Error).name }, 'a send broke')
    return end(parts, send, perhapsGone(parts, send, 'broken'))
  }
  parts.log.warn({ send: send.id, kind: error.kind, code: error.code }, 'a send did not go through')
  if (error.kind === 'refused') return end(parts, send, { state: 'failed', error: error.code })
  if (error.kind === 'unknown') return end(parts, send, perhapsGone(parts, send, error.code))
  await postpone(parts, send, error)
}

async function postpone(parts: DeliverParts, send: SendRow, error: ChannelError): Promise<void> {
  const now = parts.clock.now().getTime()
  const age = now - send.createdAt.getTime()
  if (age > EXPIRES_MS) return end(parts, send, { state: 'failed', error: 'expired' })
  // Who waits for a line that is down for hours need not look every few seconds.
  const patience = error.kind === 'unreachable' ? Math.min(age / 10, MOST_PATIENCE_MS) : 0
  const ms = error.retryAfterMs === undefined ? backoff(send.attempts + 1) : Math.max(error.retryAfterMs, patience)
  await end(parts, send, { state: 'queued', error: error.code, dueAt: new Date(now + ms) })
}

/** Back into the queue as it was, for whoever comes next. */
const release = ({ store }: DeliverParts, send: SendRow): Promise<void> =>
  store.write(send.threadId, async tx => {
    const fresh = await tx.outbox.byId(send.id)
    if (fresh?.state === 'queued') await tx.outbox.update(send.id, { leasedUntil: null })
  })

async function end(parts: DeliverParts, send: SendRow, ending: Ending): Promise<void> {
  const channel = parts.channel(send.accountId)
  const place = placeWithin(channel?.idsWithin ?? 'chat', send.remoteChat)
  await settle(parts.store, parts.clock, send, place, ending)
  if (channel) parts.ended?.(channel.name, ending.state)
}
