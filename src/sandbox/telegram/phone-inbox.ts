import type { CustomerPhone, PhoneMessage } from './contract.ts'
import type { World } from './world.ts'

/** Waiting for what the bot says. */
export function createInbox(
  world: World,
  bot: number,
  person: number,
  list: () => PhoneMessage[],
): Pick<CustomerPhone, 'next'> {
  const given = new Set<number>()

  function find(fits: (message: PhoneMessage) => boolean, after?: number): PhoneMessage | undefined {
    const fresh = (id: number) => (after === undefined ? !given.has(id) : id > after)
    const found = list().find(message => message.from === 'bot' && fresh(message.id) && fits(message))
    if (found) given.add(found.id)
    return found
  }

  return {
    next: (fits = () => true, { after, ms = 5000 } = {}) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = find(fits, after)
          if (!found) return
          finish()
          resolve(found)
        }
        const timer = setTimeout(() => {
          finish()
          const last = list().at(-1)
          reject(
            new Error(`The bot said nothing that fits within ${ms} ms; last in the chat: ${last?.from} ${last?.text}`),
          )
        }, ms)
        const unwatch = world.watch(bot, change => {
          if (change.person === person && change.kind === 'message') look()
        })
        const finish = () => {
          clearTimeout(timer)
          unwatch()
        }
        look()
      }),
  }
}
