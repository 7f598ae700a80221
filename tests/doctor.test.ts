import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { doctor } from '../src/doctor.ts'
import type { AccountId } from '../src/domain/ids.ts'
import type { Bot, BotApi } from '../src/sandbox/telegram/contract.ts'
import { startBotApi } from '../src/sandbox/telegram/server.ts'
import { newPlace, type Place, type Settings, settingsFor, startService } from './support/service.ts'

let place: Place
let api: BotApi
let bot: Bot
beforeAll(async () => {
  place = await newPlace()
  api = await startBotApi()
  bot = api.bot({ username: 'shop_bot', name: 'Shop' })
})
afterAll(async () => {
  await api.close()
  await place.remove()
})

async function examine(settings: Settings = {}) {
  const lines: string[] = []
  const env = { PORT: String(place.port), DATA_DIR: place.dataDir, SANDBOX: 'off', ...settings }
  const code = await doctor(readConfig(env), line => void lines.push(line))
  return { code, text: lines.join('\n'), of: (what: string) => lines.find(line => line.includes(what)) ?? '' }
}

describe('the doctor', () => {
  it('finds a service at work well, with its bot and its agents', async () => {
    const service = await startService(settingsFor(api, bot), place)
    await service.admin()
    const found = await examine(settingsFor(api, bot))
    expect(found.of('Service')).toMatch(/^✓ .*running and ready/)
    expect(found.of('Telegram')).toMatch(/^✓ .*@shop_bot answers, by polling, 0 messages waiting/)
    expect(found.of('Agents')).toMatch(/^✓/)
    expect(found.of('Database')).toMatch(/^✓ Database \(sqlite\)/)
    await service.close()
  })

  it('says that nothing runs, and that no channel is configured', async () => {
    const found = await examine()
    expect(found.of('Service')).toMatch(/^! .*not running/)
    expect(found.of('TELEGRAM_BOT_TOKEN')).toMatch(/^!/)
  })

  it('tells a wrong token from an address where no Bot API is, and repeats no token', async () => {
    const wrong = await examine({ TELEGRAM_BOT_TOKEN: '123456:AAF-s3cret', TELEGRAM_API_ROOT: api.root })
    expect(wrong.code).toBe(1)
    expect(wrong.of('Telegram')).toMatch(/^✗ .*knows no bot by TELEGRAM_BOT_TOKEN/)
    const silent = await examine({ ...settingsFor(api, bot), TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })
    expect(silent.of('Telegram')).toMatch(/^✗ .*ECONNREFUSED/)
    const page = createServer((_request, answer) => answer.end('<h1>It works!</h1>')).listen(0, '127.0.0.1')
    await once(page, 'listening')
    const { port } = page.address() as AddressInfo
    const other = await examine({ ...settingsFor(api, bot), TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` })
    expect(other.of('Telegram')).toMatch(/^✗/)
    page.close()
    expect(wrong.text + silent.text + other.text).not.toMatch(/s3cret|AA\w{20}/)
  })

  it('agrees with the console about a wrong token, which keeps nothing else from running', async () => {
    const settings = { TELEGRAM_BOT_TOKEN: '123456:AAF-s3cret', TELEGRAM_API_ROOT: api.root }
    const other = await newPlace()
    const service = await startService(settings, other)
    const admin = await service.admin()
    const channels = () => admin.get<{ channels: object[] }>('/api/channels')
    while (!JSON.stringify(await channels()).includes('broken')) await setTimeout(20)
    expect((await channels()).channels).toMatchObject([{ state: 'broken', reason: 'unauthorized', sandbox: false }])
    const found = await examine({ ...settings, PORT: String(other.port), DATA_DIR: other.dataDir })
    expect(found.of('Service')).toMatch(/^✓/)
    expect(found.of('Telegram')).toMatch(/^✗/)
    await service.close()
    await other.remove()
  })

  it('says that the database does not answer and the folder cannot be written, and goes on looking', async () => {
    const found = await examine({
      DATABASE_URL: 'postgres://shop:s3cret@127.0.0.1:1/x',
      DATA_DIR: `${place.dataDir}/shenava.db`,
    })
    expect(found.code).toBe(1)
    expect(found.of('database')).toMatch(/^✗ The database does not answer/)
    expect(found.of('data folder')).toMatch(/^✗ The data folder .*cannot be written/)
    expect(found.of('Service')).not.toBe('')
    expect(found.text).not.toContain('s3cret')
  })

  it('warns of a sandbox that others can reach', async () => {
    expect((await examine({ SANDBOX: 'on' })).of('Sandbox')).toMatch(/^✓/)
    const found = await examine({ SANDBOX: 'on', PUBLIC_URL: 'https://care.test' })
    expect(found.of('Sandbox')).toMatch(/^! .*can write/)
  })

  it('says how WhatsApp can be had, and how each number fares', async () => {
    const nowhere = { WHATSAPP: 'on', CHROMIUM_PATH: '/nowhere/chromium' }
    const without = await examine(nowhere)
    expect(without.of('needs Chromium')).toMatch(/^✗ .*apt-get install chromium/)
    expect((await examine({ WHATSAPP: 'auto' })).text).not.toContain('WhatsApp')
    const service = await startService(nowhere, place)
    const { store } = service
    const number = (id: AccountId, name: string) => ({
      id,
      channel: 'whatsapp' as const,
      name,
      address: null,
      createdAt: new Date(),
    })
    const since = '2026-11-25T10:00:00.000Z'
    await store.write('worker:channels', async tx => {
      await tx.accounts.put(number('acc_whatsapp_1', 'فروش'))
      await tx.accounts.fares('acc_whatsapp_1', {
        state: 'broken',
        reason: 'incompatible',
        detail: 'WAWebMsgKey',
        since,
      })
      await tx.accounts.put(number('acc_whatsapp_2', 'انبار'))
      await tx.accounts.named('acc_whatsapp_2', { name: 'انبار', address: '+989120000002' })
      await tx.accounts.fares('acc_whatsapp_2', { state: 'online', name: 'x', address: '+989120000002', since })
    })
    await service.close()
    const found = await examine(nowhere)
    expect(found.of('فروش')).toMatch(/^✗ .*WhatsApp Web has changed.*WAWebMsgKey/)
    expect(found.of('انبار')).toMatch(/^✓ .*\+989120000002\): online since 2026-11-25 10:00 UTC/)
    expect((await examine({ WHATSAPP: 'off' })).of('WHATSAPP=off')).toMatch(/^!/)
  })
})
