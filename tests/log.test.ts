import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setupLink } from '../src/api/auth/setup.ts'
import type { MessageView } from '../src/api/schemas/messages.ts'
import { assemble } from '../src/assemble.ts'
import { readConfig } from '../src/config.ts'
import { createLogInto } from '../src/log.ts'
import type { Bot, BotApi } from '../src/sandbox/telegram/contract.ts'
import { startBotApi } from '../src/sandbox/telegram/server.ts'
import { apiClient } from './support/client.ts'
import { newPlace, type Place, settingsFor } from './support/service.ts'

const secrets = {
  name: 'Zarathustra Nightingale',
  words: 'my parcel was full of marmalade',
  phone: '+989121234567',
  answer: 'we are sorry about the marmelade',
  note: 'the warehouse mixed up the jars',
  email: 'boss.of.all@shop.test',
  agent: 'Boadicea Boss',
  password: 'correct horse battery',
  wrong: 'incorrect zebra socket',
  file: 'receipt-of-marmalade.txt',
  content: 'three jars at 12.50 each',
  cursor: 'a-cursor-somebody-typed',
}

let place: Place
let api: BotApi
let bot: Bot
let service: Awaited<ReturnType<typeof assemble>>
const lines: string[] = []
beforeAll(async () => {
  place = await newPlace()
  api = await startBotApi()
  bot = api.bot()
  const env = { PORT: String(place.port), DATA_DIR: place.dataDir, SANDBOX: 'off', ...settingsFor(api, bot) }
  service = await assemble(readConfig(env), createLogInto({ write: line => void lines.push(line) }, 'trace'))
})
afterAll(async () => {
  await api.close()
  await place.remove()
})

/** From the first word to the last, with what goes wrong on the way. Gives what else must stay secret. */
async function conversation(): Promise<string[]> {
  const { url } = place
  const setup = /#(.+)$/.exec((await setupLink(service.store, url)) ?? '')?.[1] ?? ''
  const { email, password, agent: name, wrong, words, phone, answer, note, file, content, cursor } = secrets
  const nobody = apiClient(url)
  await nobody.call('POST', '/api/setup', { token: `${setup}x`, name, email, password })
  await nobody.post('/api/setup', { token: setup, name, email, password })
  await nobody.call('POST', '/api/auth/sign-in/email', { email, password: wrong })
  const signedIn = await nobody.call('POST', '/api/auth/sign-in/email', { email, password })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const headers = { cookie, origin: url }
  const agent = apiClient(url, headers)
  const live = await agent.live()

  const customer = api.customer(bot, { firstName: 'Zarathustra', lastName: 'Nightingale', languageCode: 'en' })
  customer.start('campaign')
  customer.say(words)
  customer.contact(phone, true)
  const { threadId } = await live.message(({ text }) => text === words)
  await live.message(({ contact }) => contact?.phone === phone)

  const form = new FormData()
  form.append('file', new Blob([content]), file)
  const upload = await fetch(`${url}/api/files`, { method: 'POST', body: form, headers })
  const { id } = (await upload.json()) as { id: string }
  await agent.post(`/api/threads/${threadId}/notes`, { text: note })
  const sent = await agent.post<MessageView>(`/api/threads/${threadId}/messages`, { text: answer, files: [id] })
  await live.message(message => message.id === sent.id && message.send?.state === 'sent')

  await agent.call('GET', `/api/threads?view=all&cursor=${cursor}`)
  await agent.call('POST', `/api/threads/${threadId}/messages`, { text: words.repeat(1_000) })
  await nobody.call('POST', '/channels/telegram/acc_telegram_1', { message: { text: words } })
  customer.block()
  await live.message(({ notice }) => notice?.code === 'blocked')
  await agent.call('POST', `/api/threads/${threadId}/messages`, { text: answer })
  await agent.post('/api/auth/sign-out')
  live.close()
  const session = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')
  return [setup, bot.token, bot.token.split(':')[1]!, ...session]
}

describe('the log, told everything there is', () => {
  it('holds no word, name, number, address, token, cookie or password of a whole conversation', async () => {
    const more = await conversation()
    await service.close()
    const log = lines.join('')
    expect(log).toContain('/api/threads/:id/messages')
    expect(log).toContain('/api/files')
    const all = [...Object.values(secrets), ...more]
    expect(all.filter(secret => secret.length < 8)).toEqual([])
    expect(all.filter(secret => log.includes(secret))).toEqual([])
    expect(log).not.toMatch(/session_token|marmalade/)
  })
})
