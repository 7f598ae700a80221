import type { AccountId, MessageId, ThreadId } from './ids.ts'

/** What changed, by name only: who needs the content reads it, so nobody ever shows an old state. */
export type Change =
  | { kind: 'message'; threadId: ThreadId; messageId: MessageId }
  | { kind: 'thread'; threadId: ThreadId }
  | { kind: 'channel'; accountId: AccountId }

/** All that one write changed, with its place in the one order every console shares. */
export interface LiveEvent {
  seq: number
  changes: Change[]
}
