import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../common/log.ts'
import type { WorkerEvent } from './protocol.ts'
import type { Timings } from './timings.ts'
import type { WorkerProcess } from './worker-process.ts'

export interface ComingUpParts {
  /** Reads the chats. */
  sweep(worker: WorkerProcess): Promise<void>
  /** Resolves when nothing is being stored. */
  idle(): Promise<void>
  /** The session that runs now. */
  current(): WorkerProcess | null
  chat(event: WorkerEvent): void
  reading(): void
  /** Everything is read: from now on it can be used. */
  up(worker: WorkerProcess): void
  clock: Clock
  log: Log
  timings: Pick<Timings, 'quietMs' | 'settleMs' | 'sweepMs'>
  closing: AbortSignal
}

/** A network that is never quiet is read all the same. */
const MOST_LOOKS = 10

/** The way of a session from ready to up: what was missed is read first, and what is told meanwhile comes after it. */
export function comingUp(parts: ComingUpParts) {
  const { clock, log, timings, closing } = parts
  /** What is told meanwhile: of a session that is not ready yet, too. */
  let held: WorkerEvent[] | null = []
  let up: WorkerProcess | null = null
  let swept: WorkerProcess | null = null
  /** How often it went down: what began before that is of no worth. */
  let falls = 0

  function release(): void {
    const events = held ?? []
    held = null
    for (const event of events) parts.chat(event)
  }

  /** WhatsApp hands on in a burst what was missed: what is read while it does would be out of its order. */
  async function quiet(): Promise<void> {
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const before = held?.length
      await clock.sleep(timings.quietMs, closing)
      if (held?.length === before) return
    }
  }

  /** One chat that is stuck keeps nobody else waiting. */
  async function settled(): Promise<void> {
    const enough = new AbortController()
    await Promise.race([parts.idle(), clock.sleep(timings.settleMs, enough.signal)])
    enough.abort()
  }

  /** Events do not tell everything: the chats are read again soon after, and then now and again. */
  async function sweepOften(worker: WorkerProcess): Promise<void> {
    swept = worker
    const [soon, often] = timings.sweepMs
    for (let ms = soon; ; ms = often) {
      await clock.sleep(ms, closing)
      if (closing.aborted || parts.current() !== worker) return
      if (up === worker) await parts.sweep(worker).catch(() => undefined)
    }
  }

  async function read(worker: WorkerProcess): Promise<boolean> {
    try {
      await parts.sweep(worker)
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'the chats were not read')
      worker.lose('browser', 'the chats cannot be read')
    }
    return parts.current() === worker
  }

  return {
    /** Events of chats, live. */
    hear(event: WorkerEvent): void {
      if (held) held.push(event)
      else parts.chat(event)
    },
    /** It is linked and connected, for the first time or again. */
    async ready(worker: WorkerProcess): Promise<void> {
      const before = falls
      if (up !== worker) {
        held ??= []
        parts.reading()
        await quiet()
      }
      if (falls !== before || !(await read(worker)) || falls !== before) return
      release()
      await settled()
      if (parts.current() !== worker || falls !== before) return
      up = worker
      parts.up(worker)
      if (swept !== worker) void sweepOften(worker)
    },
    /** The connection is gone, and may come again. */
    down(): void {
      falls += 1
      up = null
    },
    /** The session is over: what was held is read again in the next one. */
    over(): void {
      falls += 1
      up = null
      held = []
    },
  }
}
