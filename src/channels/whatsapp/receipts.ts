import type { Clock } from '../../domain/clock.ts'
import type { Inlet, Receipt } from '../channel.ts'
import type { Timings } from './timings.ts'

/** What WhatsApp's acks mean. 0, and what we do not know: nothing yet. */
const meaning = new Map<number, Receipt['state']>([
  [-1, 'failed'],
  [1, 'sent'],
  [2, 'delivered'],
  [3, 'read'],
  [4, 'read'],
])

export interface Receipts {
  /** An ack of a message of ours, told or read in its chat. */
  acked(id: string, ack: number): void
  /** The first ack of a message that is on its way: 1 and above, or -1. */
  first(id: string): Promise<number>
  /** Nobody waits for it any more. */
  forget(id: string): void
  /** The session ended: whoever waits for a first ack is told 0. */
  over(): void
  /** Resolves when all that came is told. */
  idle(): Promise<void>
}

export interface ReceiptsParts {
  inlet: Inlet
  clock: Clock
  timings: Pick<Timings, 'receiptMs'>
  closing: AbortSignal
}

/** Tells what became of our messages: each message's newest state, one after another. */
export function receipts({ inlet, clock, timings, closing }: ReceiptsParts): Receipts {
  const waiting = new Map<string, (ack: number) => void>()
  /** The newest state that is not told, by id; the ids in it are being told. */
  const untold = new Map<string, Receipt>()
  const telling = new Map<string, Promise<void>>()
  const rank = { failed: 0, sent: 1, delivered: 2, read: 3 }

  /** Whether there is nothing (more) to tell of it. */
  async function offer(id: string): Promise<boolean> {
    const receipt = untold.get(id)
    if (!receipt || closing.aborted) return true
    const known = await inlet.receipt(receipt).catch(() => false)
    if (known && untold.get(id) === receipt) untold.delete(id)
    return !untold.has(id)
  }

  /** A message may be known here a moment later than its receipt: the end of its send is still being written down. */
  async function tell(id: string): Promise<void> {
    for (const pauseMs of timings.receiptMs) {
      if (await offer(id)) return
      await clock.sleep(pauseMs, closing)
    }
    await offer(id)
    untold.delete(id)
  }

  return {
    acked(id, ack) {
      const state = meaning.get(ack)
      if (!state) return
      waiting.get(id)?.(ack)
      const before = untold.get(id)
      if (before && rank[before.state] >= rank[state]) return
      untold.set(id, { id, state, at: clock.now() })
      if (telling.has(id)) return
      const told = tell(id).then(() => void telling.delete(id))
      telling.set(id, told)
    },
    first: id => new Promise(resolve => waiting.set(id, resolve)),
    forget: id => void waiting.delete(id),
    over() {
      for (const answer of waiting.values()) answer(0)
    },
    idle: async () => void (await Promise.all(telling.values())),
  }
}
