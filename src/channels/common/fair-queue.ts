/** Who waits: in order within a key, in turn between keys. */
export interface FairQueue<T> {
  add(key: string, item: T): void
  /** The first of each key: who was served comes after who still waits. */
  heads(): [key: string, first: T][]
  /** Takes away the first of `key`; the key's next one waits behind all others. */
  serve(key: string): void
  remove(key: string, item: T): void
  /** Takes away all of `key`, or all there are. */
  clear(key?: string): T[]
}

export const fairQueue = <T>(): FairQueue<T> => {
  /** A Map keeps the order of insertion. */
  const lines = new Map<string, T[]>()
  const keep = (key: string, rest: T[]) => {
    if (rest.length > 0) lines.set(key, rest)
    else lines.delete(key)
  }
  return {
    add: (key, item) => {
      const line = lines.get(key)
      if (line) line.push(item)
      else lines.set(key, [item])
    },
    heads: () => [...lines].map(([key, line]) => [key, line[0] as T]),
    serve: key => {
      const rest = lines.get(key)?.slice(1) ?? []
      lines.delete(key)
      keep(key, rest)
    },
    remove: (key, item) => keep(key, lines.get(key)?.filter(each => each !== item) ?? []),
    clear: key => {
      const cleared = key === undefined ? [...lines.values()].flat() : (lines.get(key) ?? [])
      if (key === undefined) lines.clear()
      else lines.delete(key)
      return cleared
    },
  }
}
