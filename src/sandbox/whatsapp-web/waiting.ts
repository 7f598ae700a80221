import type { Sent } from './contract.ts'
import type { Messages } from './messages.ts'
import { toSent } from './sent.ts'
import type { World } from './world.ts'

export interface SentMessages {
  all(): Sent[]
  waitFor(fits: (message: Sent) => boolean, ms?: number): Promise<Sent>
}

/** What a phone's business sent, each given to one waiter only. */
export function createSentMessages(world: World, phone: string, messages: Messages): SentMessages {
  const taken = new Set<number>()

  function take(fits: (message: Sent) => boolean): Sent | undefined {
    for (const record of messages.byPages()) {
      if (taken.has(record.n)) continue
      const message = toSent(world, phone, record)
      if (!fits(message)) continue
      taken.add(record.n)
      return message
    }
    return undefined
  }

  return {
    all: () => messages.byPages().map(record => toSent(world, phone, record)),
    waitFor: (fits, ms = 10_000) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          clearTimeout(timer)
          unwatch()
        }
        const look = () => {
          const found = take(fits)
          if (!found) return
          finish()
          resolve(found)
        }
        const timer = setTimeout(() => {
          finish()
          reject(new Error(`the business sent nothing that fits within ${ms} ms`))
        }, ms)
        const unwatch = messages.watchPages(look)
        look()
      }),
  }
}
