import { setTimeout as delay } from 'node:timers/promises'

/** The only way to the time, so that a test can set it. */
export interface Clock {
  now(): Date
  /** Resolves after `ms` milliseconds, or at once when `signal` is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).then(noop, noop),
}

const noop = () => undefined
