/** Work under one key is done in the order it was given; under different keys at the same time. */
export interface Lanes {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when nothing is being done. */
  idle(): Promise<void>
}

export const lanes = (): Lanes => {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (key, work) => {
      const done = (tails.get(key) ?? Promise.resolve()).then(work)
      const tail = done.then(noop, noop).then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      tails.set(key, tail)
      return done
    },
    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}

const noop = () => undefined
