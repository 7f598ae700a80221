import type { WorkerTimings } from './protocol.ts'

/** In milliseconds. A test makes them short. */
export interface Timings extends WorkerTimings {
  /** Between looks whether page and connection answer, and how long such a look may take. Two misses end the session. */
  probeMs: number
  /** Before each next start of a browser that died; the last one again and again. */
  restartMs: readonly number[]
  /** So long without a failure, and the next one is the first again. */
  steadyMs: number
  /** Between starts where WhatsApp Web changed under us, or no browser is there. */
  brokenMs: number
  /** How long a text may take to be handed to the page; a file gets four times as long, or what a slow line takes for it. */
  sendMs: number
  /** How long WhatsApp's server may take to acknowledge it. */
  ackMs: number
  /** How long any other call may take. */
  callMs: number
  /** After a failure to store an event: the first pause, doubled each time up to the last. */
  storeMs: readonly [first: number, last: number]
  /** How long a receipt waits for its message to be known here, three times. */
  receiptMs: readonly number[]
  /** The most that is read of one chat; no time, but made smaller by the same tests. */
  chatMost: number
  /** Before the bookmark is written down. */
  bookmarkMs: number
  /** Nothing was handed on for so long: what was missed is there, and can be read in its order. */
  quietMs: number
  /** After `ready` the chats are read once more, and then this often: events do not tell everything. */
  sweepMs: readonly [soon: number, often: number]
  /** How long what was missed may take to be stored before the line counts as up all the same. */
  settleMs: number
  /** How long another process may be silent before its hold on a number is taken over. */
  holdMs: number
}

export const usualTimings: Timings = {
  readyMs: 25_000,
  pairingMs: 10 * 60_000,
  offerMs: 60_000,
  probeMs: 8_000,
  restartMs: [1_000, 5_000, 15_000, 60_000, 300_000],
  steadyMs: 10 * 60_000,
  brokenMs: 10 * 60_000,
  sendMs: 25_000,
  ackMs: 40_000,
  callMs: 25_000,
  storeMs: [500, 15_000],
  receiptMs: [300, 2_000, 20_000],
  chatMost: 400,
  bookmarkMs: 2_000,
  quietMs: 1_000,
  sweepMs: [45_000, 5 * 60_000],
  settleMs: 5_000,
  holdMs: 30_000,
}
