import type { Clock } from '../../domain/clock.ts'
import { ChannelError } from '../channel.ts'
import { fairQueue } from '../common/fair-queue.ts'
import { allowances, type Rates } from './allowances.ts'

/** Keeps to Telegram's limits before they are hit. */
export interface Pace {
  /**
   * Resolves when `cost` messages may go to `chat`: in order within a chat, in turn between chats. What is given is used up.
   * Rejects with the reason of `signal` once that is aborted.
   * @throws ChannelError `limited` where Telegram asked for a longer pause than is worth waiting for, `unreachable` after `close`
   */
  turn(chat: string, cost: number, signal?: AbortSignal): Promise<void>
  /** Telegram said 429 to a call about `chat`, or about none (null). */
  limited(chat: string | null, retryAfterMs: number): void
  isPaused(chat: string): boolean
  /** Whoever waits is sent away. */
  close(): void
}

/** A pause longer than `patienceMs` is told to the caller instead of waited for. */
export type PaceOptions = { clock: Clock; patienceMs?: number } & Partial<Rates>

interface Waiter {
  cost: number
  go(): void
  refuse(reason: unknown): void
}

export const pace = ({ clock, patienceMs = 30_000, ...rates }: PaceOptions): Pace => {
  const allowed = allowances({ perSecond: 30, perChatSecond: 1, chatBurst: 3, ...rates })
  const waiting = fairQueue<Waiter>()
  const now = () => clock.now().getTime()
  let closed = false

  /** Lets go who may, sends away who would wait too long, and gives the milliseconds until the next may go. */
  const serve = (): number => {
    let nextAt = Number.POSITIVE_INFINITY
    for (const [chat, first] of waiting.heads()) {
      const pauseMs = allowed.pausedUntil(chat) - now()
      const at = allowed.readyAt(chat, now())
      if (pauseMs > patienceMs) {
        for (const each of waiting.clear(chat)) each.refuse(tooLong(pauseMs))
      } else if (at > now()) {
        nextAt = Math.min(nextAt, at)
      } else {
        waiting.serve(chat)
        allowed.take(chat, first.cost, now())
        first.go()
        nextAt = now()
      }
    }
    return nextAt - now()
  }
  const stir = alarm(clock, serve)

  return {
    turn: async (chat, cost, signal) => {
      signal?.throwIfAborted()
      if (closed) throw closing()
      let leave = () => {}
      const turn = new Promise<void>((go, refuse) => {
        const waiter = { cost, go, refuse }
        leave = () => {
          waiting.remove(chat, waiter)
          refuse(signal?.reason)
        }
        waiting.add(chat, waiter)
      })
      signal?.addEventListener('abort', leave, { once: true })
      stir()
      await turn.finally(() => signal?.removeEventListener('abort', leave))
    },
    limited: (chat, retryAfterMs) => {
      allowed.limited(chat, now() + retryAfterMs, now())
      stir()
    },
    isPaused: chat => allowed.pausedUntil(chat) > now(),
    close: () => {
      closed = true
      for (const each of waiting.clear()) each.refuse(closing())
      stir()
    },
  }
}

/** Does `work` when called, and again after as many milliseconds as it says, until it says infinity. */
const alarm = (clock: Clock, work: () => number) => {
  let sleep: AbortController | null = null
  const ring = async () => {
    for (let ms = work(); ms !== Number.POSITIVE_INFINITY; ms = work()) {
      if (ms <= 0) continue
      sleep = new AbortController()
      await clock.sleep(ms, sleep.signal)
    }
    sleep = null
  }
  return () => {
    if (sleep) sleep.abort()
    else void ring()
  }
}

const tooLong = (retryAfterMs: number) =>
  new ChannelError('limited', 'rate_limit', `Telegram asked for a pause of ${retryAfterMs} ms`, { retryAfterMs })

const closing = () => new ChannelError('unreachable', 'network', 'the channel is being closed')
