/** Runs jobs under one key one after the other, in the order asked; keys nobody waits for are forgotten. */
export function keyedQueue() {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run<T>(key: string, job: () => Promise<T>): Promise<T> {
      const result = (tails.get(key) ?? Promise.resolve()).then(job)
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key)
        })
      tails.set(key, tail)
      return result
    },
    /** Resolves when nothing runs or waits. */
    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
