import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptSecret } from '../../src/api/auth/secrets.ts'
import type { Bot, BotApi, CustomerPhone } from '../../src/sandbox/telegram/contract.ts'
import { startBotApi } from '../../src/sandbox/telegram/server.ts'
import type { SqliteEngine } from '../../src/storage/sqlite.ts'
import { type ApiClient, untilTold } from '../support/client.ts'
import { newPlace, type Place, type Settings, settingsFor, startService } from '../support/service.ts'
import { keptIn } from './kept.ts'
import { linesKept, linesSaid } from './verdict.ts'

type Service = Awaited<ReturnType<typeof startService>>

/** The database may not grow any more: SQLite says of it what it says of a full disk. */
const fill = ({ store }: Service) => {
  const { writer } = store as SqliteEngine
  writer.pragma(`max_page_count = ${writer.pragma('page_count', { simple: true })}`)
}
const makeRoom = ({ store }: Service) => (store as SqliteEngine).writer.pragma('max_page_count = 1000000')

/** More than fits into what room is left in the pages there are. */
const long = (words: string) => words.padEnd(4_000, ' و باز هم همان')

describe.each(['polling', 'webhook'] as const)('while nothing can be stored, by %s', mode => {
  let api: BotApi
  let bot: Bot
  let place: Place
  let settings: Settings
  let service: Service
  let admin: ApiClient
  let customers: CustomerPhone[]

  beforeEach(async () => {
    api = await startBotApi({ webhookSecondMs: 20 })
    bot = api.bot()
    place = await newPlace()
    settings = { ...settingsFor(api, bot), ...(mode === 'webhook' ? { PUBLIC_URL: place.url } : {}) }
    service = await startService(settings, place)
    admin = await service.admin()
    customers = ['سارا', 'رضا', 'لیلا'].map(firstName => api.customer(bot, { firstName }))
    for (const phone of customers) phone.say('سلام')
    await delivered()
  })
  afterEach(async () => {
    await service.close()
    await api.close()
    await place.remove()
  })

  const waiting = () =>
    customers.flatMap(phone =>
      phone
        .messages()
        .flatMap(({ id, from, fetched }) => (from === 'customer' && !fetched ? [`${phone.id}/${id}`] : [])),
    )
  /** Resolves once Telegram has nothing more for us. */
  const delivered = () =>
    untilTold(
      'end',
      () => (waiting().length === 0 ? true : undefined),
      look => api.watch(bot, look),
      15_000,
    )

  const sayMuch = () => {
    for (const word of ['اول', 'دوم', 'سوم']) for (const phone of customers) phone.say(long(word))
  }
  const expectAllKeptOnce = async () => {
    const threadOf = keptIn(place.database).threadOf()
    for (const phone of customers) {
      const thread = await admin.messages(threadOf.get(String(phone.id))!)
      expect(linesKept(thread)).toEqual(linesSaid(phone))
    }
  }

  it('nothing is acknowledged, and all of it is stored once and in order when there is room again', async () => {
    fill(service)
    sayMuch()
    await service.untilLogged('an update could not be stored')
    expect(waiting()).toHaveLength(9)
    makeRoom(service)
    await delivered()
    await expectAllKeptOnce()
  })

  it('a service that ends acknowledges nothing, and the next one stores it', async () => {
    fill(service)
    sayMuch()
    await service.untilLogged('an update could not be stored')
    await service.close()
    expect(waiting()).toHaveLength(9)
    service = await startService(settings, place)
    await delivered()
    await expectAllKeptOnce()
  })

  it('what was said before can be read, and no word of a customer is in the log', async () => {
    fill(service)
    sayMuch()
    await service.untilLogged('an update could not be stored')
    expect((await admin.threads()).map(({ customer }) => customer.name).sort()).toEqual(['رضا', 'سارا', 'لیلا'].sort())
    expect(service.logged.filter(line => /باز هم|سلام/.test(line))).toEqual([])
  })
})

describe('the webhook, while nothing can be stored', () => {
  it('asks Telegram to come again, and says when', async () => {
    const api = await startBotApi({ webhookSecondMs: 20 })
    const bot = api.bot()
    const place = await newPlace()
    const service = await startService({ ...settingsFor(api, bot), PUBLIC_URL: place.url }, place)
    const secret = await keptSecret(service.store, 'telegram')
    const chat = { id: 77, type: 'private', first_name: 'سارا' }
    const message = { message_id: 1, date: 1_700_000_000, chat, from: { ...chat, is_bot: false }, text: long('سلام') }
    const bring = () =>
      fetch(`${place.url}/channels/telegram/acc_telegram_${bot.id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify({ update_id: 1, message }),
      })
    fill(service)
    const refused = await bring()
    expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([503, '2', ''])
    makeRoom(service)
    const taken = [await bring(), await bring()]
    expect(taken.map(({ status }) => status)).toEqual([200, 200])
    expect([...keptIn(place.database).remoteIds()].filter(id => id === '77/1')).toEqual(['77/1'])
    await service.close()
    await api.close()
    await place.remove()
  })
})
