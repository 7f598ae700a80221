import type { Clock } from '../../domain/clock.ts'
import type { Incoming, Inlet } from '../channel.ts'
import { lanes } from '../common/lanes.ts'
import type { Log } from '../common/log.ts'
import { persevere } from '../common/persevere.ts'
import { convertIn, kindOf } from './convert-in.ts'
import type { Update } from './payloads.ts'
import type { Timings } from './timings.ts'

export interface Intake {
  /** Offers the update until it is received. Rejects only when the channel closes first. */
  keepOffering(update: Update): Promise<void>
  /** Offers it once. Rejects where it was not received: Telegram will bring it again. */
  offer(update: Update): Promise<void>
  /** Resolves when nothing is being received. */
  idle(): Promise<void>
}

export interface IntakeOptions {
  inlet: Inlet
  clock: Clock
  log: Log
  timings: Pick<Timings, 'offerMs'>
  closing: AbortSignal
  /** Called once a button press is committed. */
  onPressed(queryId: string): void
}

/** The one way from an update to the core, whichever way it came: events of a chat in order, chats side by side. */
export const intake = ({ inlet, clock, log, timings, closing, onPressed }: IntakeOptions): Intake => {
  const chats = lanes()

  const inOrder = (update: Update, take: (events: Incoming[]) => Promise<void>) => {
    const events = convertIn(update, clock.now())
    const chat = events[0]?.chat
    if (chat !== undefined) return chats.run(chat, () => take(events))
    log.info({ update: update.update_id, kind: kindOf(update) }, 'an update that concerns no customer')
    return Promise.resolve()
  }

  const receive = async (events: Incoming[]) => {
    if (closing.aborted) throw new Error('the channel is being closed')
    for (const event of events) {
      await inlet.received(event)
      if (event.kind === 'pressed') onPressed(event.eventId.slice('press:'.length))
    }
  }

  const persist = (update: Update, events: Incoming[]) =>
    persevere(() => receive(events), {
      clock,
      closing,
      pauseMs: timings.offerMs,
      failed: (error, attempt) =>
        log.warn({ update: update.update_id, attempt, error: nameOf(error) }, 'an update could not be stored'),
    })

  return {
    keepOffering: update => inOrder(update, events => persist(update, events)),
    offer: update => inOrder(update, receive),
    idle: chats.idle,
  }
}

/** Not its message: a database quotes what it was given. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)
