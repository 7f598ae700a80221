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
  /** As it is kept: everything said before it is stored. Null: never started. */
  kept(): string | null
}

/** Read again before the place that was reached: clocks differ, and what came late stands at its own time. */
const MARGIN_S = 600

export function positions(kept: string | null): Positions {
  const underWay = new Map<number, number>()
  let failedFrom: number | null = null
  let [newest, floor] = kept === null ? [null, null] : (kept.split('/').map(Number) as [number, number])

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
      failedFrom = Math.min(failedFrom ?? t, t)
    },
    rereading() {
      const from = place()
      if (from === null) return null
      const before = failedFrom
      return {
        place: from,
        since: Math.max(from - MARGIN_S, floor ?? 0),
        done() {
          // What failed since then is failed still.
          if (failedFrom === before) failedFrom = null
        },
      }
    },
    kept() {
      const at = place()
      return at === null || floor === null ? null : `${at}/${floor}`
    },
  }
}
