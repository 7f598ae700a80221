import type { Clock } from '../../domain/clock.ts'
import { inLine } from '../../domain/in-line.ts'
import { ChannelError, type Found, type OutgoingPart, type RemoteMessage } from '../channel.ts'
import { convertOut, wordsOf } from './convert-out.ts'
import { idOf } from './ids.ts'
import type { CallResult, WaContent } from './protocol.ts'
import type { Receipts } from './receipts.ts'
import type { Timings } from './timings.ts'
import { lineDown } from './turns.ts'
import { CallFailed, type WorkerProcess } from './worker-process.ts'

export interface SendingParts {
  /** The session that can be used now; null while the line is down. */
  up(): WorkerProcess | null
  receipts: Receipts
  clock: Clock
  timings: Pick<Timings, 'sendMs' | 'ackMs' | 'callMs'>
  /** A message was taken by the page and acknowledged by nobody: only a new look at the chat tells whether it went. */
  unacked(worker: WorkerProcess): void
}

type Said = Exclude<OutgoingPart, { kind: 'edit' }>

/** So often the page may refuse one part, for no reason we know, before we believe it. */
const TRIES = 3
/** There is nobody to send it to: it did not go, and there is no chat to look for it. */
const NOBODY = /No LID for user|invalid wid|no such chat/i
/** An upload slower than this counts as one that hangs, in bytes a millisecond: a page that hangs is noticed long before. */
const SLOWEST = 32
/** Looked for that much before it was queued, in seconds: clocks differ. */
const EARLIER_S = 600

export function sending({ up, receipts, clock, timings, unacked }: SendingParts) {
  /** How often the page threw at a part, and how often WhatsApp's server refused it, by key. */
  const thrown = new Map<string, number>()
  const rejected = new Map<string, number>()
  /** What is being sent, by key. */
  const underWay = new Map<string, Promise<RemoteMessage>>()
  /** The page does one thing at a time: what waits for an upload must not be taken for something that hangs. */
  const alone = inLine(1)
  let handing: Promise<unknown> | null = null
  // What the server refused has its id used up: a person who sends it again sends something new.
  const idFor = (key: string) => idOf(rejected.has(key) ? `${key}/${rejected.get(key)}` : key)
  const spend = (key: string) => void rejected.set(key, (rejected.get(key) ?? 0) + 1)

  function inTurn<T>(worker: WorkerProcess, work: () => Promise<T>): Promise<T> {
    const done = alone(() => (up() === worker ? work() : Promise.reject(lineDown())))
    const over = () => {
      if (handing === ended) handing = null
    }
    const ended: Promise<unknown> = done.then(over, over)
    handing = ended
    return done
  }

  const uploadMs = (bytes: number) => Math.max(timings.sendMs * 4, timings.sendMs + bytes / SLOWEST)

  async function hand(worker: WorkerProcess, chat: string, id: string, content: WaContent) {
    const ms = content.file ? uploadMs(content.file.content.length) : timings.sendMs
    return inTurn(worker, () => worker.call('send', [chat, id, content], ms)).catch(async error => {
      if (!(error instanceof CallFailed)) throw error
      if (error.how === 'timeout') worker.lose('browser', 'a send hangs')
      if (NOBODY.test(error.message)) throw error
      if (error.how !== 'page') throw new ChannelError('unknown', 'timeout', error.message)
      // It threw; but before or after it went?
      const look = worker.call('find', [chat, id, '', earlier(clock.now())], timings.callMs)
      const found = await look.catch(() => Promise.reject(new ChannelError('unknown', 'server', error.message)))
      return found ? { ...found, known: false } : Promise.reject(error)
    })
  }

  /** The page refused it, and it did not go. */
  function refusal(key: string, error: CallFailed): ChannelError {
    if (NOBODY.test(error.message)) {
      return new ChannelError('refused', 'not_found', error.message)
    }
    const tries = (thrown.get(key) ?? 0) + 1
    thrown.set(key, tries)
    if (tries < TRIES) return new ChannelError('unreachable', 'server', error.message)
    thrown.delete(key)
    return new ChannelError('refused', 'server', error.message)
  }

  async function say(worker: WorkerProcess, chat: string, part: Said, key: string): Promise<RemoteMessage> {
    const content = await convertOut(part)
    const id = idFor(key)
    // Before it is handed over: the answer may come behind the ack.
    const acked = receipts.first(id)
    try {
      const handed = await hand(worker, chat, id, content)
      thrown.delete(key)
      if (handed.known && handed.ack < 0) {
        // It was refused before this process began.
        spend(key)
        return say(worker, chat, part, key)
      }
      const ack = handed.ack || (await inTime(handed.id === id ? acked : receipts.first(handed.id)))
      return settled(worker, key, handed.id, ack)
    } catch (error) {
      throw error instanceof CallFailed ? refusal(key, error) : error
    } finally {
      receipts.forget(id)
    }
  }

  /** Zero where it takes too long, or the session ends. */
  async function inTime(acked: Promise<number>): Promise<number> {
    const enough = new AbortController()
    const late = clock.sleep(timings.ackMs, enough.signal).then(() => 0)
    return Promise.race([acked, late]).finally(() => enough.abort())
  }

  function settled(worker: WorkerProcess, key: string, id: string, ack: number): RemoteMessage {
    if (ack >= 1) return { ids: [id] }
    if (ack === 0) {
      unacked(worker)
      throw new ChannelError('unknown', 'timeout', 'nobody acknowledged it')
    }
    spend(key)
    throw new ChannelError('refused', 'rejected', 'WhatsApp refused it')
  }

  async function edit(worker: WorkerProcess, chat: string, { target, text }: Extract<OutgoingPart, { kind: 'edit' }>) {
    const change = () => worker.call('edit', [chat, target, text], timings.sendMs)
    const done = await inTurn(worker, change).catch(error => {
      if (!(error instanceof CallFailed)) throw error
      if (error.how === 'timeout') worker.lose('browser', 'an edit hangs')
      throw new ChannelError('unknown', 'timeout', error.message)
    })
    if (done === 'not_found') throw new ChannelError('refused', 'not_found', 'the message is not there')
    if (done === 'too_late') throw new ChannelError('refused', 'invalid', 'it cannot be edited any more')
    return { ids: [target] } satisfies RemoteMessage
  }

  return {
    async send(chat: string, part: OutgoingPart, key: string): Promise<RemoteMessage> {
      const worker = up()
      if (!worker) throw lineDown()
      const begin = () => (part.kind === 'edit' ? edit(worker, chat, part) : say(worker, chat, part, key))
      const sent = underWay.get(key) ?? begin().finally(() => underWay.delete(key))
      underWay.set(key, sent)
      return sent
    },

    /** What is being handed to the page now; null where nothing is. */
    handing: () => handing,

    async find(chat: string, part: OutgoingPart, key: string, since: Date): Promise<Found> {
      // It may go after the look.
      if (underWay.has(key)) return { state: 'unknown' }
      const worker = up()
      const id = part.kind === 'edit' ? part.target : idFor(key)
      const found = await worker
        ?.call('find', [chat, id, wordsOf(part), earlier(since)], timings.callMs)
        .catch(() => undefined)
      if (found === undefined) return { state: 'unknown' }
      const outcome = outcomeOf(part, found)
      // How far it came was told before anybody here knew it.
      if (outcome === 'sent' && found && part.kind !== 'edit') receipts.acked(found.id, found.ack)
      return outcome === 'sent' ? { state: outcome, remote: { ids: [found?.id ?? id] } } : { state: outcome }
    },
  }
}

function outcomeOf(part: OutgoingPart, found: CallResult<'find'>): Found['state'] {
  if (part.kind === 'edit') return found?.text === part.text ? 'sent' : 'absent'
  if (!found || found.ack < 0) return 'absent'
  return found.ack === 0 ? 'unknown' : 'sent'
}

const earlier = (date: Date): number => Math.floor(date.getTime() / 1000) - EARLIER_S
