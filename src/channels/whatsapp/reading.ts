import type { Clock } from '../../domain/clock.ts'
import type { Incoming, Inlet } from '../channel.ts'
import { lanes } from '../shared/lanes.ts'
import type { Log } from '../shared/log.ts'
import { persevere } from '../shared/persevere.ts'
import { albums } from './albums.ts'
import { convertEdit, convertMessage } from './convert-in.ts'
import { isOurs } from './ids.ts'
import { people, senderOf } from './people.ts'
import type { Positions } from './positions.ts'
import type { WaMessage, WaPerson } from './protocol.ts'
import type { Receipts } from './receipts.ts'
import type { Timings } from './timings.ts'

export interface ReadingParts {
  inlet: Inlet
  receipts: Receipts
  positions: Positions
  person(chat: string): Promise<WaPerson>
  clock: Clock
  log: Log
  timings: Pick<Timings, 'storeMs'>
  closing: AbortSignal
}

/** The one way from what WhatsApp tells to the core, told live or read in the chats afterwards: a chat's events in order, chats side by side. */
export interface Reading {
  message(message: WaMessage): void
  edited(message: WaMessage): void
  reacted(reaction: { chat: string; on: string; fromMe: boolean; emoji: string; t: number }): void
  called(call: { id: string; chat: string }): void
  /** What was said in the chat between these seconds may be missing. */
  gap(chat: string, from: number, to: number): void
  /** The same again, where it was not told already as it is now. */
  again(message: WaMessage): void
  /** Resolves when nothing is being stored. */
  idle(): Promise<void>
}

const MOST = 20_000

export function reading(parts: ReadingParts): Reading {
  const { inlet, receipts, positions, clock, log, timings, closing } = parts
  const chats = lanes()
  const known = people(parts.person, clock)
  const parted = albums()
  /** How a message was when it was stored, of the last ones. */
  const stored = new Map<string, string>()

  const persist = (event: Incoming) =>
    persevere(() => inlet.received(event), {
      clock,
      closing,
      pauseMs: timings.storeMs,
      failed: (error, attempt) =>
        log.warn({ kind: event.kind, attempt, error: (error as Error).name }, 'an event could not be stored'),
    })

  /** `t`: its place in the chats; null for what has none. */
  function take(chat: string, t: number | null, events: () => Promise<Incoming[]>, done = () => {}): void {
    if (t !== null) positions.begin(t)
    const work = chats.run(chat, async () => {
      for (const event of await events()) await persist(event)
    })
    work.then(
      () => {
        done()
        if (t !== null) positions.commit(t)
      },
      () => {
        // The session ended, or the channel closes: it is read again after the next start.
        if (t !== null) positions.fail(t)
      },
    )
  }

  const sender = async (chat: string, called: string) => senderOf(chat, await known.of(chat), called)
  const formOf = ({ editedMs, revokedId }: WaMessage) => `${editedMs}/${revokedId}`
  const calledBy = (message: WaMessage) => (message.fromMe ? '' : message.name)

  function message(said: WaMessage): void {
    if (said.fromMe) receipts.acked(said.id, said.ack)
    if (said.fromMe && isOurs(said.revokedId ?? said.id)) return
    take(
      said.chat,
      said.t,
      async () => convertMessage(said, await sender(said.chat, calledBy(said)), parted.of(said)),
      () => {
        if (stored.size >= MOST) stored.clear()
        stored.set(said.id, formOf(said))
      },
    )
  }

  function edited(said: WaMessage): void {
    if (said.fromMe && isOurs(said.id)) return
    take(said.chat, null, async () => [convertEdit(said, await sender(said.chat, calledBy(said)))])
  }

  /** What is no message of its own, said about or beside one. */
  const beside = (chat: string, t: number, make: (base: Beside) => Incoming) =>
    take(chat, null, async () => [make({ chat, sender: await sender(chat, ''), at: new Date(t * 1000) })])

  return {
    message,
    edited,
    reacted: ({ chat, on, fromMe, emoji, t }) => {
      // Our own reactions are made on the phone only; the core knows the customer's.
      if (fromMe) return
      const eventId = `reaction:${on}:${t}:${emoji}`
      beside(chat, t, base => ({ ...base, eventId, kind: 'reacted', on, emoji: emoji || null }))
    },
    called: ({ id, chat }) =>
      beside(chat, Math.round(clock.now().getTime() / 1000), base => ({
        ...base,
        eventId: `call:${id}`,
        kind: 'message',
        text: '',
        files: [],
        unsupported: 'call',
      })),
    gap: (chat, from, to) =>
      beside(chat, to, base => ({
        ...base,
        eventId: `gap:${chat}:${from}:${to}`,
        kind: 'gap',
        from: new Date(from * 1000),
        to: new Date(to * 1000),
      })),
    again(said) {
      const before = stored.get(said.id)
      if (before === undefined) message(said)
      else if (said.fromMe) receipts.acked(said.id, said.ack)
      if (before === formOf(said)) return
      if (before !== undefined && said.revokedId) message(said)
      if (said.editedMs > 0) edited(said)
    },
    idle: chats.idle,
  }
}

type Beside = Pick<Incoming, 'chat' | 'sender' | 'at'>
