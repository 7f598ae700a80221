import type { Clock } from '../../domain/clock.ts'
import type { ChannelStatus } from '../channel.ts'
import type { Log } from '../common/log.ts'
import { backoff } from '../common/persevere.ts'
import { type CallFailed, callFailed, isConflict, isWrongToken } from './errors.ts'
import type { Timings } from './timings.ts'

/** How our connection to Telegram fares. Nothing here gives up before the channel closes. */
export interface Line {
  tell(status: ChannelStatus): void
  /** Tells what is wrong and waits before the next try. `failures`: how many in a row, this one included. */
  trouble(error: unknown, failures: number): Promise<void>
  /** Tries until it succeeds; null where the channel closed first. */
  persevere<T>(step: () => Promise<T>): Promise<T | null>
}

export interface LineOptions {
  report(status: ChannelStatus): void
  clock: Clock
  log: Log
  timings: Timings
  closing: AbortSignal
}

export const line = ({ report, clock, log, timings, closing }: LineOptions): Line => {
  let told = ''
  const tell = (status: ChannelStatus) => {
    const words = JSON.stringify(status)
    if (words === told) return
    told = words
    report(status)
  }
  const trouble = async (error: unknown, failures: number) => {
    const failed = callFailed('telegram', error)
    if (closing.aborted) return
    const { status, pauseMs } = diagnose(failed, failures, timings)
    log.warn({ method: failed.method, status: failed.status, failures, pauseMs }, failed.description)
    tell(status)
    await clock.sleep(pauseMs, closing)
  }
  return {
    tell,
    trouble,
    persevere: async step => {
      for (let failures = 1; !closing.aborted; failures++) {
        try {
          return await step()
        } catch (error) {
          await trouble(error, failures)
        }
      }
      return null
    },
  }
}

const diagnose = (
  failed: CallFailed,
  failures: number,
  timings: Timings,
): { status: ChannelStatus; pauseMs: number } => {
  const { status, method, description } = failed
  const broken = (reason: 'unauthorized' | 'conflict' | 'webhook_refused', pauseMs: number) => ({
    status: { state: 'broken' as const, reason, detail: failed.message },
    pauseMs,
  })
  if (isWrongToken(failed)) return broken('unauthorized', timings.brokenMs)
  if (isConflict(failed)) return broken('conflict', timings.conflictMs)
  if (status === 400 && method === 'setWebhook') return broken('webhook_refused', timings.brokenMs)
  const pauseMs = failed.retryAfterMs ?? backoff(timings.backoffMs, failures)
  return {
    status: { state: 'reconnecting', reason: status === null ? description : `${status} ${description}` },
    pauseMs,
  }
}
