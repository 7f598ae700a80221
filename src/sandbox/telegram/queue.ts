import { setTimeout as delay } from 'node:timers/promises'
import { conflict } from './failure.ts'
import { toPhoneMessage } from './phone-message.ts'
import { chatKey, newUpdateId, type UpdateRecord, type World } from './world.ts'

/** One bot's updates, from when they come about until the bot says that it has them. */
export interface Queue {
  /** Gives the update's id, or null where the bot did not ask for this kind. */
  add(kind: string, chat: number, body: unknown, options?: { message?: number; lifeMs?: number }): number | null
  /** @throws ApiFailure 409 where another poll or a webhook took over meanwhile */
  poll(asked: Asked, signal: AbortSignal): Promise<Record<string, unknown>[]>
  acknowledge(update: UpdateRecord): void
  drop(): void
  pending(): UpdateRecord[]
  /** Ends a waiting poll, as a webhook that takes over does. */
  interrupt(by: string): void
}

interface Asked {
  offset: number
  limit: number
  timeoutSeconds: number
}

interface Waiting {
  wake(): void
  fail(error: Error): void
}

const DAY = 86_400_000
const MOST = 100_000
/** Delivered only to a bot that asks for them by name. */
const ON_DEMAND = ['chat_member', 'message_reaction', 'message_reaction_count']

export function createQueue(
  world: World,
  bot: number,
  options: { paced: boolean; added(update: UpdateRecord): void },
): Queue {
  const updates = world.updates(bot)
  let waiting: Waiting | null = null
  let last = { offset: -1, at: 0 }

  function acknowledge(update: UpdateRecord): void {
    updates.delete(update.id)
    if (update.message !== null) tellTick(world, bot, update)
  }

  function alive(): UpdateRecord[] {
    const now = world.clock.now().getTime()
    const all = [...updates.values()]
    for (const update of all) if (update.expires <= now) expire(world, bot, update)
    return all.filter(update => update.expires > now)
  }

  function confirm(offset: number): void {
    const all = alive()
    const tail = (all.at(-1)?.id ?? 0) + 1
    // An offset from another life of the bot's numbers is not taken for a confirmation.
    if (offset > 0 && all.length > 0 && offset > tail + 10) return
    const first = offset < 0 ? (all.at(Math.max(offset, -all.length))?.id ?? 0) : offset
    for (const update of all) if (update.id < first) acknowledge(update)
  }

  /** A bot that asks again at once gets one update, and is held back. */
  function pace(asked: Asked): Asked {
    const since = Date.now() - last.at
    const again = options.paced && asked.offset === last.offset
    last = { offset: asked.offset, at: Date.now() }
    if (!again) return asked
    const timeoutSeconds = since < 3000 ? Math.max(asked.timeoutSeconds, 3) : asked.timeoutSeconds
    return { ...asked, timeoutSeconds, limit: since < 500 ? 1 : asked.limit }
  }

  async function poll(given: Asked, signal: AbortSignal): Promise<Record<string, unknown>[]> {
    const asked = pace(given)
    confirm(asked.offset)
    if (updates.size === 0 && asked.timeoutSeconds > 0) {
      waiting?.fail(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'))
      await wait(asked.timeoutSeconds * 1000, signal)
    }
    return alive().slice(0, asked.limit).map(toWire)
  }

  async function wait(ms: number, signal: AbortSignal): Promise<void> {
    const stop = new AbortController()
    let mine: Waiting | undefined
    const woken = new Promise<void>((resolve, reject) => {
      // A burst within one turn (an album) is answered together.
      mine = { wake: () => setImmediate(resolve), fail: reject }
      waiting = mine
    })
    const timer = delay(ms, undefined, { signal: AbortSignal.any([signal, stop.signal]) }).catch(() => undefined)
    await Promise.race([woken, timer]).finally(() => {
      stop.abort()
      if (waiting === mine) waiting = null
    })
  }

  return {
    add(kind, chat, body, { message = null, lifeMs = DAY } = {}) {
      if (!wanted(world, bot, kind) || updates.size >= MOST) return null
      const update = {
        id: newUpdateId(world, bot),
        chat,
        kind,
        body,
        expires: world.clock.now().getTime() + lifeMs,
        message,
      }
      updates.put(update.id, update)
      waiting?.wake()
      options.added(update)
      return update.id
    },
    poll,
    acknowledge,
    drop: () => {
      for (const update of [...updates.values()]) acknowledge(update)
    },
    pending: alive,
    interrupt: by => waiting?.fail(conflict(`terminated by ${by} request`)),
  }
}

export const toWire = (update: UpdateRecord) => ({ update_id: update.id, [update.kind]: update.body })

function wanted(world: World, bot: number, kind: string): boolean {
  const allowed = world.bots.get(bot)?.allowed
  return allowed ? allowed.includes(kind) : !ON_DEMAND.includes(kind)
}

function tellTick(world: World, bot: number, update: UpdateRecord): void {
  const message = world.messages(bot, update.chat).get(update.message ?? -1)
  if (!message || !world.chats.has(chatKey(bot, update.chat))) return
  world.emit(bot, { kind: 'message', person: update.chat, message: toPhoneMessage(world, bot, message) })
}

/** Telegram gives up: the message was never fetched and never will be. */
function expire(world: World, bot: number, update: UpdateRecord): void {
  world.updates(bot).delete(update.id)
  const messages = world.messages(bot, update.chat)
  const message = messages.get(update.message ?? -1)
  if (message) messages.put(message.wire.message_id, { ...message, update: null })
}
