/** Which updates are under way, so that the offset never passes one that is not committed. */
export interface Ledger {
  /** What the next getUpdates is called with: everything below it is committed. 0 at the start. */
  nextOffset(): number
  readonly isSettled: boolean
  isKnown(id: number): boolean
  begin(ids: number[]): void
  commit(id: number): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

export const ledger = (): Ledger => {
  const underWay = new Set<number>()
  /** Committed, but behind one that is not, or while Telegram was being asked: its answer may hold them once more. */
  const committed = new Set<number>()
  let offset = 0
  let settled = Promise.resolve()
  let settle = () => {}

  return {
    nextOffset: () => {
      for (const each of committed) if (each < offset) committed.delete(each)
      return offset
    },
    get isSettled() {
      return underWay.size === 0
    },
    isKnown: id => underWay.has(id) || committed.has(id),
    begin: ids => {
      if (underWay.size === 0 && ids.length > 0) {
        settled = new Promise(resolve => {
          settle = resolve
        })
      }
      for (const id of ids) underWay.add(id)
    },
    commit: id => {
      underWay.delete(id)
      committed.add(id)
      // Telegram may count from anywhere after a quiet week: the highest id of these moments, not of all time.
      offset = underWay.size > 0 ? Math.min(...underWay) : Math.max(...committed) + 1
      if (underWay.size === 0) settle()
    },
    settled: () => settled,
  }
}
