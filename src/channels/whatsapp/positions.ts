/** How far the chats were read: in seconds, by WhatsApp's clock. */
export interface Positions {
  /** Nothing that was said before is ever read. Only the first call counts, on whatever day. */
  startAt(t: number): void
  begin(t: number): void
  commit(t: number): void
  /** Was not stored: what comes after it does not count until it is read again. */
  fail(t: number): void
  /** Begins to read all chats again; call what it gives once all of it was begun. Null: there is no place yet to read from. */
  rereading(): { place: number; since: number; done(): void } | null
  /** Ids of messages that were handed on before they could be read: what they say is still owed. */
  readonly unread: ReadonlySet<string>
  couldNotRead(id: string): void
  couldRead(id: string): void
  /** As it is kept: everything said before it is stored. Null: never started. */
  kept(): string | null
}

/**
 * Read again before the place that was reached: clocks differ, and what came late stands at its own time. A message can be
 * edited for 15 minutes: whatever was edited since that place is within.
 */
const MARGIN_S = 16 * 60
/** So many messages are remembered as unreadable, the last ones. */
const MOST_UNREAD = 50

export function positions(kept: string | null): Positions {
  const underWay = new Map<number, number>()
  let failedFrom: number | null = null
  let failures = 0
  const [place0, floor0, ids] = kept === null ? [] : kept.split('/')
  let newest = place0 === undefined ? null : Number(place0)
  let floor = floor0 === undefined ? null : Number(floor0)
  const unread = new Set(ids?.split(','))

  const leave = (t: number) => {
    const left = (underWay.get(t) ?? 1) - 1
    if (left > 0) underWay.set(t, left)
    else underWay.delete(t)
  }
  function place(): number | null {
    const open = [...underWay.keys(), ...(failedFrom === null ? [] : [failedFrom])]
    return open.length > 0 ? Math.min(...open) : newest
  }
  return {
    startAt(t) {
      newest ??= t
      floor ??= t
    },
    begin(t) {
      underWay.set(t, (underWay.get(t) ?? 0) + 1)
      newest = Math.max(newest ?? t, t)
    },
    commit: leave,
    fail(t) {
      leave(t)
      failures += 1
      failedFrom = Math.min(failedFrom ?? t, t)
    },
    unread,
    couldNotRead(id) {
      unread.add(id)
      for (const oldest of [...unread].slice(0, -MOST_UNREAD)) unread.delete(oldest)
    },
    couldRead: id => void unread.delete(id),
    rereading() {
      const from = place()
      if (from === null) return null
      const before = failures
      return {
        place: from,
        since: Math.max(from - MARGIN_S, floor ?? 0),
        done() {
          // What failed since then is failed still.
          if (failures === before) failedFrom = null
        },
      }
    },
    kept() {
      const at = place()
      if (at === null || floor === null) return null
      return unread.size > 0 ? `${at}/${floor}/${[...unread].join(',')}` : `${at}/${floor}`
    },
  }
}
