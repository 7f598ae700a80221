import { badRequest, conflict } from './failure.ts'
import { flagOf, intOf, isObject, jsonOf, type Params, textOf } from './params.ts'
import { createQueue, type Queue } from './queue.ts'
import { type Delivery, startDelivery, type Trouble } from './webhook.ts'
import { type BotRecord, seconds, type World } from './world.ts'

/** How one bot gets its updates: it asks for them, or they are brought to it. Never both. */
export interface Line {
  readonly queue: Queue
  getUpdates(params: Params, signal: AbortSignal): Promise<unknown>
  setWebhook(params: Params): true
  deleteWebhook(params: Params): true
  info(): Record<string, unknown>
  stop(): void
}

export interface LineOptions {
  paced: boolean
  webhookSecondMs: number
  /** A webhook's answer that is a call. */
  execute(bot: number, method: string, given: Record<string, unknown>): void
}

export function createLine(world: World, bot: number, options: LineOptions): Line {
  let delivery: Delivery | null = null
  let trouble: Trouble | null = null
  const queue = createQueue(world, bot, { paced: options.paced, added: update => delivery?.add(update) })
  const me = () => world.bots.get(bot) as BotRecord

  function deliver(): void {
    delivery?.stop()
    const hook = me().webhook
    const troubled = (message: string) => {
      trouble = { at: world.clock.now(), message }
    }
    const answered = (body: unknown) => {
      if (isObject(body) && typeof body.method === 'string') options.execute(bot, body.method, body)
    }
    const more = { secondMs: options.webhookSecondMs, confirmed: queue.acknowledge, answered, troubled }
    delivery = hook && startDelivery({ hook, ...more }, queue.pending())
  }

  deliver()
  return {
    queue,
    getUpdates(params, signal) {
      if (me().webhook)
        throw conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
      allow(world, me(), params)
      return queue.poll(asked(params), signal)
    },
    setWebhook(params) {
      const url = textOf(params, 'url')
      if (url) checkAddress(url)
      queue.interrupt('setWebhook')
      if (flagOf(params, 'drop_pending_updates')) queue.drop()
      allow(world, me(), params)
      world.bots.put(bot, { ...me(), webhook: url ? webhook(url, params) : null })
      trouble = null
      deliver()
      return true
    },
    deleteWebhook(params) {
      if (flagOf(params, 'drop_pending_updates')) queue.drop()
      world.bots.put(bot, { ...me(), webhook: null })
      deliver()
      return true
    },
    info: () => describe(me(), queue, trouble),
    stop() {
      delivery?.stop()
      queue.interrupt('close')
    },
  }
}

function asked(params: Params) {
  const limit = intOf(params, 'limit') ?? 100
  const timeout = intOf(params, 'timeout') ?? 0
  return {
    offset: intOf(params, 'offset') ?? 0,
    limit: limit >= 1 && limit <= 100 ? limit : 100,
    timeoutSeconds: Math.min(Math.max(timeout, 0), 50),
  }
}

/** Left out, the last choice stays; an empty list is the usual kinds. */
function allow(world: World, bot: BotRecord, params: Params): void {
  const kinds = jsonOf(params, 'allowed_updates')
  if (kinds === undefined) return
  if (!Array.isArray(kinds)) throw badRequest("can't parse allowed_updates JSON object")
  world.bots.put(bot.id, { ...bot, allowed: kinds.length > 0 ? kinds.map(String) : null })
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

function checkAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw badRequest('bad webhook: invalid webhook URL specified')
  // Only here is a plain address good enough, and only on this very machine.
  if (!LOOPBACK.includes(url.hostname)) throw badRequest('bad webhook: the sandbox delivers to this machine only')
}

function webhook(url: string, params: Params) {
  const secret = textOf(params, 'secret_token')
  if (!/^[\w-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  const most = intOf(params, 'max_connections') ?? 40
  return { url, secret, maxConnections: most >= 1 && most <= 100 ? most : 40 }
}

function describe(bot: BotRecord, queue: Queue, trouble: Trouble | null): Record<string, unknown> {
  return {
    url: bot.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.pending().length,
    ...(bot.webhook && { max_connections: bot.webhook.maxConnections, ip_address: '127.0.0.1' }),
    ...(trouble && { last_error_date: seconds(trouble.at), last_error_message: trouble.message }),
    ...(bot.allowed && { allowed_updates: bot.allowed }),
  }
}
