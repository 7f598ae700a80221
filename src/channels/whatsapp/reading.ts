import type { Clock } from '../../domain/clock.ts'
import type { Incoming, Inlet } from '../channel.ts'
import { lanes } from '../common/lanes.ts'
import type { Log } from '../common/log.ts'
import { persevere } from '../common/persevere.ts'
import { albums } from './albums.ts'
import { convertEdit, convertLate, convertMessage } from './convert-in.ts'
import { isOurs } from './ids.ts'
import { people, senderOf } from './people.ts'
import type { Positions } from './positions.ts'
import type { WaMessage, WaPerson, WaReaction } from './protocol.ts'
import type { Receipts } from './receipts.ts'
import type { Timings } from './timings.ts'

export interface ReadingParts {
  inlet: Inlet
  receipts: Receipts
  positions: Positions
  person(chat: string): Promise<WaPerson>
  /** Our own number, as a sender's `phone`; null where it is not known yet. */
  ours(): string | null
  clock: Clock
  log: Log
  timings: Pick<Timings, 'storeMs'>
  closing: AbortSignal
}

/** The one way from what WhatsApp tells to the core, told live or read in the chats afterwards: a chat's events in order, chats side by side. */
export interface Reading {
  message(message: WaMessage): void
  edited(message: WaMessage): void
  /** The same one is handed on once. */
  reacted(reaction: WaReaction): void
  called(call: { id: string; chat: string }): void
  /** What was said in the chat between these seconds may be missing. */
  gap(chat: string, from: number, to: number): void
  /** The same again, where it was not told already as it is now. */
  again(message: WaMessage): void
  /** Resolves when nothing is being stored. */
  idle(): Promise<void>
}

const MOST = 20_000
const UNREADABLE = 'unreadable'
const formOf = ({ type, editedMs, revokedId }: WaMessage) =>
  type === 'ciphertext' ? UNREADABLE : `${editedMs}/${revokedId}`

export function reading(parts: ReadingParts): Reading {
  const { inlet, receipts, positions, clock, log, timings, closing } = parts
  const chats = lanes()
  const known = people(parts.person, clock)
  const parted = albums()
  /** How a message was when it was last handed on, of the last ones. */
  const told = new Map<string, string>()

  const persist = (event: Incoming) =>
    persevere(() => inlet.received(event), {
      clock,
      closing,
      pauseMs: timings.storeMs,
      failed: (error, attempt) =>
        log.warn({ kind: event.kind, attempt, error: (error as Error).name }, 'an event could not be stored'),
    })

  /** `t`: its place in the chats; null for what has none. */
  function take(
    chat: string,
    t: number | null,
    events: () => Promise<Incoming[]>,
    failed = () => {},
  ): Promise<boolean> {
    if (t !== null) positions.begin(t)
    const work = chats.run(chat, async () => {
      // What we note down for ourselves is nobody's thread.
      for (const event of await events()) if (event.sender.phone !== parts.ours()) await persist(event)
    })
    return work.then(
      () => {
        if (t !== null) positions.commit(t)
        return true
      },
      () => {
        // The session ended, or the channel closes: it is read again after the next start.
        failed()
        if (t !== null) positions.fail(t)
        return false
      },
    )
  }

  const sender = async (chat: string, called: string) => senderOf(chat, await known.of(chat), called)
  const calledBy = (message: WaMessage) => (message.fromMe ? '' : message.name)

  /** The same as it is now is handed on once. Gives what to do where it was not stored. */
  function remember({ id }: Pick<WaMessage, 'id'>, form: string): () => void {
    if (told.size >= MOST) told.clear()
    const before = told.get(id)
    told.set(id, form)
    return () => {
      if (told.get(id) !== form) return
      if (before === undefined) told.delete(id)
      else told.set(id, before)
    }
  }
  const formerly = ({ id }: WaMessage) => told.get(id) ?? (positions.unread.has(id) ? UNREADABLE : undefined)

  function message(said: WaMessage): void {
    if (said.fromMe) receipts.acked(said.id, said.ack)
    if (said.fromMe && isOurs(said.revokedId ?? said.id)) return
    const form = formOf(said)
    const before = formerly(said)
    if (before === form) return
    const late = before === UNREADABLE && said.revokedId === null
    const work = take(
      said.chat,
      said.t,
      async () => {
        const from = await sender(said.chat, calledBy(said))
        return late ? convertLate(said, from) : convertMessage(said, from, parted.of(said))
      },
      remember(said, form),
    )
    if (form === UNREADABLE) void work.then(stored => stored && positions.couldNotRead(said.id))
    else if (late) void work.then(stored => stored && positions.couldRead(said.id))
  }

  function edited(said: WaMessage): void {
    if (said.fromMe && isOurs(said.id)) return
    const change = async () => {
      const from = await sender(said.chat, calledBy(said))
      // An edit the core knows no message for is taken for the customer's words.
      const first = said.fromMe ? convertMessage(said, from, null) : []
      return [...first, convertEdit(said, from)]
    }
    void take(said.chat, said.t, change, remember(said, formOf(said)))
  }

  /** What is no message of its own, said about or beside one. */
  const beside = (chat: string, t: number, make: (base: Beside) => Incoming, failed?: () => void) =>
    void take(chat, null, async () => [make({ chat, sender: await sender(chat, ''), at: new Date(t * 1000) })], failed)

  return {
    message,
    edited,
    reacted: ({ chat, on, fromMe, emoji, t }) => {
      // Our own reactions are made on the phone only; the core knows the customer's.
      if (fromMe) return
      const eventId = `reaction:${on}:${t}:${emoji}`
      if (told.has(eventId)) return
      const undo = remember({ id: eventId }, eventId)
      beside(chat, t, base => ({ ...base, eventId, kind: 'reacted', on, emoji: emoji || null }), undo)
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
      const before = formerly(said)
      const ours = said.fromMe && isOurs(said.revokedId ?? said.id)
      if (before === undefined || before === UNREADABLE || said.revokedId !== null || ours) message(said)
      else if (said.fromMe) receipts.acked(said.id, said.ack)
      if (before !== formOf(said) && said.editedMs > 0 && said.revokedId === null) edited(said)
    },
    idle: chats.idle,
  }
}

type Beside = Pick<Incoming, 'chat' | 'sender' | 'at'>
