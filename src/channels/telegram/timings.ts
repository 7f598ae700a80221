/** In milliseconds. A test makes them short. */
export interface Timings {
  /** How long Telegram may hold a poll open: 50 seconds are its most. */
  pollMs: number
  /** How long we wait for an answer beyond that. */
  answerMs: number
  /** Between tries while another program polls for the same bot. */
  conflictMs: number
  /** Between tries with a token or an address that only a person can mend. */
  brokenMs: number
  /** After a failure: the first pause, doubled each time up to the last. */
  backoffMs: readonly [first: number, last: number]
  /** The same between offers of an event that could not be stored. */
  offerMs: readonly [first: number, last: number]
  /** How long a chat's event may be under way before the other chats' next ones are fetched all the same. */
  stuckMs: number
  /** Between looks whether Telegram still knows our webhook. */
  webhookCheckMs: number
}

export const usualTimings: Timings = {
  pollMs: 50_000,
  answerMs: 15_000,
  conflictMs: 10_000,
  brokenMs: 60_000,
  backoffMs: [1_000, 30_000],
  offerMs: [500, 15_000],
  stuckMs: 5_000,
  webhookCheckMs: 300_000,
}
