/** Work that has begun and must end before the channel is closed. */
export const underWay = () => {
  const all = new Set<Promise<unknown>>()
  return {
    add: <T>(work: Promise<T>): Promise<T> => {
      const ended: Promise<unknown> = work.then(noop, noop).then(() => all.delete(ended))
      all.add(ended)
      return work
    },
    done: async () => {
      while (all.size > 0) await Promise.all(all)
    },
  }
}

const noop = () => undefined
