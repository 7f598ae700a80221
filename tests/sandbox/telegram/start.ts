import { Telegram } from 'telegraf'
import { afterEach, expect } from 'vitest'
import type { Bot, BotApi } from '../../../src/sandbox/telegram/contract.ts'
import { type BotApiOptions, startBotApi } from '../../../src/sandbox/telegram/server.ts'

export type CallApi = <T = unknown>(method: string, payload: object, options?: { signal?: AbortSignal }) => Promise<T>

export interface WireUpdate {
  update_id: number
  message?: Record<string, unknown> & { message_id: number; text?: string }
  [kind: string]: unknown
}

/** telegraf's own client, with methods and fields its types do not know. */
export function client(api: BotApi, bot: Bot): CallApi {
  const telegram = new Telegram(bot.token, { apiRoot: api.root })
  return telegram.callApi.bind(telegram) as unknown as CallApi
}

/** Waits until the server has that many calls in hand or behind it. */
export const calls = (api: BotApi, count: number) => expect.poll(() => api.journal.length).toBe(count)

const open: BotApi[] = []

export async function sandbox(options: BotApiOptions = {}) {
  const api = await startBotApi(options)
  open.push(api)
  const bot = api.bot()
  return { api, bot, call: client(api, bot) }
}

export async function sandboxWithSara(options: BotApiOptions = {}) {
  const started = await sandbox(options)
  const sara = started.api.customer(started.bot, { firstName: 'سارا', languageCode: 'fa' })
  sara.start()
  await started.call('getUpdates', { offset: -1 })
  return { ...started, sara }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(api => api.close()))
})
