import type { Topic } from './database.ts'
import type { StoreLog } from './engine.ts'

/** Who waits for which topic. A listener that throws is logged and hurts nobody. */
export function listenersOf(log: StoreLog) {
  const waiting = new Set<{ topic: Topic; listener: () => void }>()
  return {
    subscribe(topic: Topic, listener: () => void): () => void {
      const entry = { topic, listener }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    call(touched: ReadonlySet<Topic>) {
      for (const { topic, listener } of touched.size > 0 ? [...waiting] : []) {
        if (!touched.has(topic)) continue
        try {
          listener()
        } catch (err) {
          log.error({ err, topic }, 'a listener of the store failed')
        }
      }
    },
  }
}
