import type { Found } from '../channels/channel.ts'
import { underWay } from '../domain/under-way.ts'
import { startWorker, type Worker } from '../domain/worker.ts'
import { silenced } from '../storage/queries/outbox.ts'
import type { Changes } from '../storage/store.ts'
import type { SendRow } from '../storage/tables.ts'
import { addressOf } from './address.ts'
import { backoff } from './backoff.ts'
import { materialise } from './materialise.ts'
import type { DeliverParts } from './parts.ts'
import { type Ending, settleSend } from './settle.ts'

/** How long a thread waits for the answer, and what did not go is sent by itself. */
const ASK_MS = 600_000
/** What went is seldom seen there at once. */
const FIRST_MS = 2_000
/** While a thread waits it is asked at least this often. */
const SOON_MS = 30_000
/** After this nobody asks any more: a person decides. */
const GIVE_UP_MS = 86_400_000
/** What broke off that often on its way would break off again, and perhaps the line with it. */
const MOST_TRIES = 5
/** Longer than an answer may take. */
const LEASE_MS = 120_000
const AT_ONCE = 8
const LOOK_MS = 15_000

/** How a send ends that may have gone: its network is asked where it can be. */
export function perhapsGone({ channel, clock }: DeliverParts, send: SendRow, error: string): Ending {
  const now = clock.now().getTime()
  const asking = channel(send.accountId)?.find
    ? { askUntil: new Date(now + ASK_MS), dueAt: new Date(now + FIRST_MS) }
    : {}
  return { state: 'unknown', error, ...asking }
}

/** Asks the networks for what may have gone, soon and then ever less often. */
export function startAsking(parts: DeliverParts): Worker {
  const { store, clock, log } = parts
  const work = underWay(() => worker.wake())

  function start(send: SendRow) {
    const asking = ask(parts, send).catch(error =>
      log.error({ send: send.id, error: (error as Error).name }, 'an answer was not stored'),
    )
    void work.add(asking)
  }

  async function round(): Promise<number> {
    const now = clock.now()
    const free = AT_ONCE - work.size
    if (free <= 0) return LOOK_MS
    const due = await store.read.outbox.nextAsk(now)
    if (!due || due > now) return Math.min(due ? due.getTime() - now.getTime() : LOOK_MS, LOOK_MS)
    const until = new Date(now.getTime() + LEASE_MS)
    for (const send of await store.write('worker:asks', tx => tx.outbox.leaseAsks(now, until, free))) start(send)
    return 1_000
  }

  const worker = startWorker('asks', clock, log, round)
  const unsubscribe = store.subscribe('asks', () => worker.wake())
  return {
    wake: worker.wake,
    close: async () => {
      unsubscribe()
      await worker.close()
      await work.done()
    },
  }
}

async function ask(parts: DeliverParts, send: SendRow): Promise<void> {
  const { store, clock } = parts
  const { found, place } = await look(parts, send)
  const state = await store.write(send.threadId, async tx => {
    const fresh = await tx.outbox.byId(send.id)
    // A receipt may have told it meanwhile, or another worker asks.
    if (fresh?.state !== 'unknown' || fresh.leasedUntil?.getTime() !== send.leasedUntil?.getTime()) return null
    const now = clock.now()
    const ending = await endingOf(tx, fresh, found, now)
    if (ending) await settleSend(tx, fresh, place, ending, now)
    else await tx.outbox.update(send.id, { leasedUntil: null, ...nextTime(fresh, now) })
    return ending?.state ?? null
  })
  parts.log.info({ send: send.id, found: found.state, state }, 'asked whether a send went')
  const channel = parts.channel(send.accountId)
  if (channel && state) parts.ended?.(channel.name, state)
}

async function look(parts: DeliverParts, send: SendRow): Promise<{ found: Found; place: string }> {
  const unknown = { found: { state: 'unknown' } as const, place: send.remoteChat }
  const channel = parts.channel(send.accountId)
  if (!channel?.find) return unknown
  const to = await addressOf(parts.store.read, channel, send)
  try {
    const part = await materialise(parts.store.read, parts.media, send, to.place)
    return { found: await channel.find({ chat: to.chat }, part, send.id, send.createdAt), place: to.place }
  } catch (error) {
    parts.log.warn({ send: send.id, error: (error as Error).name }, 'a network could not be asked')
    return unknown
  }
}

/** What an answer makes of a send; null where it is to be asked again. */
async function endingOf(tx: Changes, send: SendRow, found: Found, now: Date): Promise<Ending | null> {
  if (found.state === 'sent') return { state: 'sent', remote: found.remote }
  if (found.state === 'absent') return endingOfAbsent(tx, send, now)
  if (send.wanted && !waits(send, now)) return { state: 'queued', dueAt: now }
  const since = Math.max(send.askUntil?.getTime() ?? 0, send.createdAt.getTime())
  return now.getTime() - since > GIVE_UP_MS ? { state: 'unknown', error: send.error ?? 'timeout' } : null
}

/** It did not go. Soon enough, or where a person wants it, it goes to its old place in the row. */
async function endingOfAbsent(tx: Changes, send: SendRow, now: Date): Promise<Ending> {
  const thread = await tx.threads.byId(send.threadId)
  const isSilenced = send.askUntil?.getTime() === silenced.getTime()
  if (send.from === 'bot' && (isSilenced || thread?.turn === 'agent')) return { state: 'cancelled' }
  const again = send.wanted || (waits(send, now) && send.attempts < MOST_TRIES)
  return again ? { state: 'queued', dueAt: now } : { state: 'failed', error: 'not_sent' }
}

const waits = ({ askUntil }: SendRow, now: Date): boolean => askUntil !== null && now < askUntil

function nextTime(send: SendRow, now: Date): Partial<SendRow> {
  const pause = backoff(send.asks + 2)
  const ms = waits(send, now) ? Math.min(pause, SOON_MS) : pause
  return { asks: send.asks + 1, dueAt: new Date(now.getTime() + ms) }
}
