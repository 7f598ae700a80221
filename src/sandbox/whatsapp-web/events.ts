import { EventEmitter } from 'node:events'
import type { NetworkEvent } from './contract.ts'

const MOST = 10_000

/** Everything that happened, for tests to wait on. */
export interface Events {
  readonly list: readonly NetworkEvent[]
  readonly next: number
  watch(seen: (event: NetworkEvent) => void): () => void
  log(type: string, data?: Record<string, unknown>): void
  waitFor(fits: string | ((event: NetworkEvent) => boolean), ms?: number, since?: number): Promise<NetworkEvent>
  count(type: string): number
}

export function createEvents(verbose: boolean): Events {
  const list: NetworkEvent[] = []
  const emitter = new EventEmitter().setMaxListeners(0)
  let next = 0

  return {
    list,
    get next() {
      return next
    },
    watch(seen) {
      emitter.on('event', seen)
      return () => void emitter.off('event', seen)
    },
    log(type, data = {}) {
      const event = { ...data, n: next++, at: Date.now(), type }
      list.push(event)
      if (list.length > MOST) list.shift()
      if (verbose) console.error('[whatsapp-web]', type, JSON.stringify(data).slice(0, 200))
      emitter.emit('event', event)
    },
    waitFor(asked, ms = 10_000, since = 0) {
      const fits = typeof asked === 'string' ? (event: NetworkEvent) => event.type === asked : asked
      const past = list.find(event => event.n >= since && fits(event))
      return past ? Promise.resolve(past) : upcoming(emitter, fits, ms)
    },
    count: type => list.filter(event => event.type === type).length,
  }
}

function upcoming(emitter: EventEmitter, fits: (event: NetworkEvent) => boolean, ms: number): Promise<NetworkEvent> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer)
      emitter.off('event', look)
    }
    const look = (event: NetworkEvent) => {
      if (!fits(event)) return
      finish()
      resolve(event)
    }
    const timer = setTimeout(() => {
      finish()
      reject(new Error(`Nothing that fits happened at WhatsApp within ${ms} ms`))
    }, ms)
    // Who gave up waiting does not keep the process.
    timer.unref()
    emitter.on('event', look)
  })
}
