import type { Table } from '../journal.ts'
import { serialise } from './ids.ts'
import type { WireMessage } from './protocol.ts'

export interface MessageRecord {
  /** Its place among all of the phone's messages. */
  n: number
  wire: WireMessage
  /** In ms. */
  at: number
  /** Sent through a linked page, not by hand on the phone. */
  byPage: boolean
  edits: string[]
  reactions: { from: string; emoji: string; t: number }[]
  /** A linked page has it; it was read there. */
  delivered: boolean
  seen: boolean
  /** Deleted on the business's phone for itself: no page is shown it any more. */
  hidden?: true
  /** The id that its model got in the page when it was deleted for everyone. */
  revokedAs?: string | undefined
}

/** One phone's messages, found by either form of their id. */
export interface Messages {
  add(wire: WireMessage, byPage?: boolean): MessageRecord
  put(record: MessageRecord): MessageRecord
  find(id: string): MessageRecord | undefined
  /** Of one chat, oldest first: all there ever were, or what its pages may be shown. */
  of(chat: string): MessageRecord[]
  shownIn(chat: string): MessageRecord[]
  all(): MessageRecord[]
  /** Those that linked pages sent. */
  byPages(): MessageRecord[]
  /** Tells of each such one as it comes, until the returned function is called. */
  watchPages(seen: () => void): () => void
}

export const serialised = ({ wire }: MessageRecord) => serialise(wire.id)
export const isRevoked = ({ wire }: MessageRecord) => wire.type === 'revoked'

export function openMessages(table: Table<MessageRecord>, next: () => number): Messages {
  const byId = new Map<string, number>()
  const byChat = new Map<string, Set<number>>()
  const sent = new Set<number>()
  const watchers = new Set<() => void>()

  function index(record: MessageRecord): void {
    byId.set(record.wire.id.id, record.n)
    byId.set(serialised(record), record.n)
    const chat = byChat.get(record.wire.id.remote) ?? new Set()
    byChat.set(record.wire.id.remote, chat.add(record.n))
    if (record.byPage) sent.add(record.n)
  }

  function forget(record: MessageRecord): void {
    byId.delete(record.wire.id.id)
    byId.delete(serialised(record))
    byChat.get(record.wire.id.remote)?.delete(record.n)
    sent.delete(record.n)
  }

  function put(record: MessageRecord): MessageRecord {
    const before = table.get(record.n)
    table.put(record.n, record)
    if (before && serialised(before) === serialised(record)) return record
    if (before) forget(before)
    index(record)
    return record
  }

  for (const record of table.values()) index(record)
  const at = (n: number) => table.get(n) ?? []
  const of = (chat: string) => [...(byChat.get(chat) ?? [])].flatMap(at)
  return {
    add(wire, byPage = false) {
      const record = put({
        n: next(),
        wire: { ...wire, id: { ...wire.id, _serialized: serialise(wire.id) } },
        at: Date.now(),
        byPage,
        edits: [],
        reactions: [],
        delivered: false,
        seen: false,
      })
      if (byPage) for (const seen of watchers) seen()
      return record
    },
    put,
    find(id) {
      const n = byId.get(id)
      return n === undefined ? undefined : table.get(n)
    },
    of,
    shownIn: chat => of(chat).filter(({ hidden }) => !hidden),
    all: () => [...table.values()],
    watchPages(seen) {
      watchers.add(seen)
      return () => watchers.delete(seen)
    },
    byPages: () => [...sent].sort((a, b) => a - b).flatMap(at),
  }
}
