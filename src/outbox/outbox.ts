import { setMaxListeners } from 'node:events'
import { underWay } from '../domain/under-way.ts'
import { startWorker } from '../domain/worker.ts'
import type { SendRow } from '../storage/tables.ts'
import { perhapsGone, startAsking } from './ask.ts'
import { deliver } from './deliver.ts'
import type { DeliverParts } from './parts.ts'
import { settleSend } from './settle.ts'

export interface Outbox {
  /** Sends nothing new and waits for what is under way. */
  close(): Promise<void>
}

/** How long a worker may wait for a send's turn before another may take it. */
const LEASE_MS = 60_000
/** Sends under way at once, over all threads. */
const AT_ONCE = 64
/** With nothing due and nobody waking it, it looks this often: for leases of workers that died. */
const LOOK_MS = 15_000

/** Sends what is queued: the oldest of each thread, many threads at once. */
export async function startOutbox(parts: DeliverParts): Promise<Outbox> {
  const { store, clock, log } = parts
  const stop = new AbortController()
  // each send under way listens for the end of waiting
  setMaxListeners(AT_ONCE, stop.signal)
  const work = underWay(() => worker.wake())
  if (store.engine === 'sqlite') await recover(parts)

  function start(send: SendRow) {
    const delivery = deliver(parts, send, stop.signal).catch(error =>
      log.error({ send: send.id, error: (error as Error).name }, 'the end of a send was not stored'),
    )
    void work.add(delivery)
  }

  async function round(): Promise<number> {
    const now = clock.now()
    const free = AT_ONCE - work.size
    if (free <= 0) return LOOK_MS
    const sends = await store.write('worker:outbox', tx =>
      tx.outbox.lease(now, new Date(now.getTime() + LEASE_MS), free),
    )
    for (const send of sends) start(send)
    if (sends.length === free) return 0
    if (store.engine === 'postgres') await abandon(parts, now)
    const due = await store.read.outbox.nextDue(now)
    const ms = due ? due.getTime() - clock.now().getTime() : LOOK_MS
    return Math.min(Math.max(ms, due && due <= now ? 1_000 : 10), LOOK_MS)
  }

  const worker = startWorker('outbox', clock, log, round)
  const asking = startAsking(parts)
  const unsubscribe = store.subscribe('sends', () => worker.wake())
  return {
    async close() {
      unsubscribe()
      stop.abort(new Error('closing'))
      await worker.close()
      await Promise.all([asking.close(), work.done()])
    },
  }
}

/** The only process there is starts: whatever was under way when the last one ended may have gone, and no lease means anything. */
async function recover(parts: DeliverParts): Promise<void> {
  await abandon(parts, new Date(8_640_000_000_000))
  await parts.store.write('worker:outbox', tx => tx.outbox.freeLeases())
}

/** Sends whose worker died on the way: they may have gone. */
async function abandon(parts: DeliverParts, before: Date): Promise<void> {
  const { store, clock } = parts
  const lost = await store.read.outbox.abandoned(before)
  for (const send of lost) {
    await store.write(send.threadId, async tx => {
      const fresh = await tx.outbox.byId(send.id)
      if (fresh?.state !== 'sending') return
      await settleSend(tx, fresh, fresh.remoteChat, perhapsGone(parts, fresh, 'interrupted'), clock.now())
    })
  }
}
