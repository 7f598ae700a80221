/** Work that has begun and must end before whoever began it is closed. `ended` is called after each piece, however it ended. */
export const underWay = (ended: () => void = () => undefined) => {
  const all = new Set<Promise<unknown>>()
  return {
    get size() {
      return all.size
    },
    add: <T>(work: Promise<T>): Promise<T> => {
      const over = () => {
        all.delete(tail)
        ended()
      }
      const tail: Promise<unknown> = work.then(over, over)
      all.add(tail)
      return work
    },
    /** Resolves when nothing is under way. */
    done: async () => {
      while (all.size > 0) await Promise.all(all)
    },
  }
}
