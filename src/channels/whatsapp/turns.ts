import type { Clock } from '../../domain/clock.ts'
import { ChannelError } from '../channel.ts'
import { fairQueue } from '../common/fair-queue.ts'

/** Sends at the pace of a person, one number at a time: a number that sends like a machine is shut out. */
export interface Turns {
  /** @throws ChannelError `limited` where too many wait, `unreachable` while the line is down or closes */
  turn(chat: string, signal: AbortSignal): Promise<void>
  /** The line came up, or went down: whoever waits is sent away. */
  stir(): void
  close(): void
}

export interface TurnsParts {
  clock: Clock
  /** Between two messages, at least. */
  everyMs: number
  isUp(): boolean
  /** How long the number rests, in ms. */
  restMs(): number
  /** What is still being handed over, which may be a large file; null where nothing is. */
  handing(): Promise<unknown> | null
  /** Its turn comes: the customer may see that somebody writes. */
  next(chat: string): void
  random?: () => number
}

interface Waiter {
  go(): void
  refuse(reason: unknown): void
}

/** Longer than this nobody waits here: who waits takes a place that another number's sends could have. */
const WORTH_WAITING_MS = 8_000
const LOOK_AGAIN_MS = 5_000
/** Only such a pause is worth a sign that somebody writes. */
const SIGN_MS = 700

export function turns({ clock, everyMs, isUp, restMs, handing, next, random = Math.random }: TurnsParts): Turns {
  const waiting = fairQueue<Waiter>()
  let count = 0
  let freeAt = 0
  let serving = false
  let closed = false
  const now = () => clock.now().getTime()

  async function serve(): Promise<void> {
    if (serving) return
    serving = true
    for (let [head] = waiting.heads(); head; [head] = waiting.heads()) {
      if (freeAt > now() || handing()) await untilNext(head[0])
      const [still] = waiting.heads()
      if (!still) break
      waiting.serve(still[0])
      // Never to the same beat.
      freeAt = now() + everyMs * (1 + random() / 2)
      still[1].go()
    }
    serving = false
  }

  async function untilNext(chat: string): Promise<void> {
    const pauseMs = freeAt - now()
    if (pauseMs > SIGN_MS) next(chat)
    if (pauseMs > 0) await clock.sleep(pauseMs)
    // An upload is waited for here, where an agent who takes the thread still silences the bot.
    const before = handing()
    if (before && !(await inTime(before))) sendAway(tooMany(WORTH_WAITING_MS))
  }

  async function inTime(work: Promise<unknown>): Promise<boolean> {
    const enough = new AbortController()
    const late = clock.sleep(WORTH_WAITING_MS, enough.signal).then(() => false)
    return Promise.race([work.then(() => true), late]).finally(() => enough.abort())
  }

  function sendAway(reason: ChannelError): void {
    for (const each of waiting.clear()) each.refuse(reason)
  }

  return {
    async turn(chat, signal) {
      signal.throwIfAborted()
      if (closed || !isUp()) throw lineDown()
      const waitMs = Math.max(restMs(), freeAt - now(), 0) + count * everyMs
      if (waitMs > WORTH_WAITING_MS) throw tooMany(waitMs)
      count += 1
      let leave = () => {}
      const turn = new Promise<void>((go, refuse) => {
        const waiter = { go, refuse }
        leave = () => {
          waiting.remove(chat, waiter)
          refuse(signal.reason)
        }
        waiting.add(chat, waiter)
      })
      signal.addEventListener('abort', leave, { once: true })
      void serve()
      await turn.finally(() => {
        count -= 1
        signal.removeEventListener('abort', leave)
      })
    },
    stir: () => {
      if (!isUp()) sendAway(lineDown())
    },
    close: () => {
      closed = true
      sendAway(lineDown())
    },
  }
}

export const lineDown = () =>
  new ChannelError('unreachable', 'network', 'the line is down', { retryAfterMs: LOOK_AGAIN_MS })
const tooMany = (retryAfterMs: number) =>
  new ChannelError('limited', 'rate_limit', 'many wait to be sent', { retryAfterMs })
