import { expect, it } from 'vitest'
import { seedShop } from '../../src/sandbox/seed.ts'
import { type CallApi, sandbox, type WireUpdate } from './telegram/start.ts'

/** Answers everything, and offers buttons whose labels the customers have never seen. */
async function answerAll(call: CallApi, signal: AbortSignal): Promise<void> {
  const inline_keyboard = [['الف', 'ب', 'پ'].map(text => ({ text, callback_data: text }))]
  for (let offset = 0; !signal.aborted; ) {
    const updates = await call<WireUpdate[]>('getUpdates', { offset, timeout: 20 }, { signal }).catch(() => [])
    for (const update of updates) {
      const chat_id = chatOf(update)
      // A customer who has just blocked the bot is not answered.
      const payload = { chat_id, text: 'خب؟', reply_markup: { inline_keyboard } }
      if (chat_id) await call('sendMessage', payload).catch(() => undefined)
      offset = update.update_id + 1
    }
  }
}

interface Pressed {
  from: { id: number }
}

function chatOf({ message, callback_query }: WireUpdate): number | undefined {
  return ((message ?? callback_query) as Pressed | undefined)?.from.id
}

it('fills the shop with customers of every stage, and a second time does nothing', async () => {
  const { api, bot, call } = await sandbox()
  const stop = new AbortController()
  void answerAll(call, stop.signal)
  await seedShop(api, bot, { silentMs: 1000, pauseMs: 100 })
  stop.abort()
  const customers = api.customers(bot)
  const all = () => customers.flatMap(customer => customer.messages())
  const kinds = new Set(all().flatMap(({ files }) => files.map(({ as }) => as)))
  expect(customers).toHaveLength(10)
  expect([...kinds].sort()).toEqual(['document', 'photo', 'voice'])
  expect(customers.filter(({ blocked }) => blocked)).toHaveLength(1)
  expect(all().some(({ mediaGroup }) => mediaGroup !== null)).toBe(true)
  const before = all().length
  await seedShop(api, bot)
  expect([api.customers(bot).length, all().length]).toEqual([10, before])
})

it('customers give up on a bot that keeps silent', async () => {
  const { api, bot, call } = await sandbox()
  await seedShop(api, bot, { silentMs: 50, pauseMs: 50 })
  const said = await call<WireUpdate[]>('getUpdates', {})
  expect(new Set(said.map(chatOf)).size).toBe(10)
  // All they have prepared is 37 messages.
  expect(said.length).toBeLessThan(30)
})
