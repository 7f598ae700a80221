import type { Clock } from '../../domain/clock.ts'
import type { AccountId } from '../../domain/ids.ts'
import { underWay } from '../../domain/under-way.ts'
import type { Channel, ChannelLimits, Inlet } from '../channel.ts'
import type { Log } from '../common/log.ts'
import { telegramClient } from './client.ts'
import { files } from './files.ts'
import { type Hook, keepHooked } from './hook.ts'
import { type Intake, intake } from './intake.ts'
import { line } from './line.ts'
import { pace } from './pace.ts'
import { poll } from './polling.ts'
import { sending } from './sending.ts'
import { type Timings, usualTimings } from './timings.ts'
import { type WebhookHandler, webhookHandler } from './webhook.ts'

export interface TelegramOptions {
  account: AccountId
  token: string
  /** Default https://api.telegram.org. */
  apiRoot?: string
  /** Telegram brings updates to us instead of being asked. `register` mounts the handler, and gives what takes it away. */
  webhook?: Hook & { register(handler: WebhookHandler): () => void }
  log: Log
  clock: Clock
  timings?: Partial<Timings>
}

const MB = 1024 * 1024
const limits: ChannelLimits = {
  textLength: 4096,
  captionLength: 1024,
  buttons: 100,
  fileBytes: 50 * MB,
  downloadBytes: 20 * MB,
  albumFiles: 10,
  edit: true,
  typing: true,
}

/** One bot of Telegram. */
export const telegramChannel = (options: TelegramOptions): Channel => {
  const { account, webhook, log, clock } = options
  const timings = { ...usualTimings, ...options.timings }
  const { answerMs } = timings
  const closing = new AbortController()
  const client = telegramClient(options)
  // A little under Telegram's 30 and 1: what left evenly arrives a little unevenly.
  const pacing = pace({ clock, perSecond: 28, perChatSecond: 0.95 })
  const work = underWay()
  const send = sending({ client, pace: pacing, answerMs, fileBytes: limits.fileBytes })
  let close = async () => {}

  /** Where it fails, nobody misses it. */
  const bestEffort = async (method: string, payload: object) => {
    await client.call(method, payload, { timeoutMs: answerMs, signal: closing.signal }).catch(() => undefined)
  }
  const onPressed = (id: string) => void work.add(bestEffort('answerCallbackQuery', { callback_query_id: id }))

  const start = (inlet: Inlet, entry: Intake) => {
    const told = line({ report: inlet.status, clock, log, timings, closing: closing.signal })
    const receiving = { client, intake: entry, line: told, clock, timings, closing: closing.signal }
    const unregister = webhook?.register(webhookHandler({ secret: webhook.secret, intake: entry, log }))
    told.tell({ state: 'starting' })
    const running = webhook ? keepHooked(receiving, webhook) : poll(receiving)
    return async () => {
      await running
      await entry.idle()
      unregister?.()
      told.tell({ state: 'closed' })
    }
  }

  return {
    name: 'telegram',
    account,
    idsWithin: 'chat',
    limits,
    open: async inlet => {
      close = start(inlet, intake({ inlet, clock, log, timings, closing: closing.signal, onPressed }))
    },
    turn: ({ chat }, cost, signal) => pacing.turn(chat, cost, signal),
    send: (to, part) => work.add(send(to, part)),
    typing: async ({ chat }) => {
      if (!pacing.isPaused(chat)) await bestEffort('sendChatAction', { chat_id: chat, action: 'typing' })
    },
    ...files({ client, pace: pacing, answerMs, downloadBytes: limits.downloadBytes, closing: closing.signal }),
    close: async () => {
      closing.abort()
      pacing.close()
      await Promise.all([close(), work.done()])
    },
  }
}
