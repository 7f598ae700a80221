import type { LiveEvent } from '../domain/events.ts'

/** What happened, in one order, to everyone who looks. */
export interface LiveFeed {
  /** After the commit, never inside `write`: there is something new to read. */
  wake(): void
  /**
   * Everything after `since` (an event's seq), or from now on where it is null, without losing or repeating one.
   * Ends when `signal` is aborted. `lost` comes instead where `since` is older than what is kept: the follower starts anew.
   */
  follow(since: number | null, signal: AbortSignal): AsyncIterable<LiveEvent[] | 'lost'>
  close(): Promise<void>
}
