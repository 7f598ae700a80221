import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { calls, sandbox, type WireUpdate } from './start.ts'

interface Got {
  update: WireUpdate
  secret: unknown
}

const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

/** A bot's own address, which answers as told. */
async function receiver(answer: (got: Got[]) => { status: number; retryAfter?: string; body?: string }) {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    got.push({ update: await read(request), secret: request.headers['x-telegram-bot-api-secret-token'] })
    const { status, retryAfter, body = '' } = answer(got)
    response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

async function read(request: IncomingMessage): Promise<WireUpdate> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}

const texts = (got: Got[]) => got.map(({ update }) => update.message?.text)

describe('updates by webhook', () => {
  it('brings updates with the secret, in order, again until they are taken', async () => {
    const { api, bot, call } = await sandbox({ webhookSecondMs: 5 })
    const { got, url } = await receiver(all => ({ status: all.length < 3 ? 503 : 200 }))
    await call('setWebhook', { url, secret_token: 'hush' })
    const sara = api.customer(bot, { firstName: 'Sara' })
    sara.say('one')
    sara.say('two')
    await expect.poll(() => sara.messages().every(message => message.fetched)).toBe(true)
    expect(texts(got)).toEqual(['one', 'one', 'one', 'two'])
    expect(got[0]?.secret).toBe('hush')
    expect(await call('getWebhookInfo', {})).toMatchObject({
      pending_update_count: 0,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    })
  })

  it('does not let one chat in trouble hold up another', async () => {
    const { api, bot, call } = await sandbox({ webhookSecondMs: 5 })
    const { got, url } = await receiver(all => ({
      status: all.at(-1)?.update.message?.text === 'stuck' ? 500 : 200,
      retryAfter: '3600',
    }))
    await call('setWebhook', { url })
    api.customer(bot, { firstName: 'Ali' }).say('stuck')
    const sara = api.customer(bot, { firstName: 'Sara' })
    sara.say('free')
    await expect.poll(() => sara.messages()[0]?.fetched).toBe(true)
    expect(texts(got).sort()).toEqual(['free', 'stuck'])
  })

  it('is refused together with polling', async () => {
    const { api, call } = await sandbox()
    const { url } = await receiver(() => ({ status: 200 }))
    const poll = call('getUpdates', { timeout: 20 }).catch((error: Error) => error.message)
    await calls(api, 1)
    await call('setWebhook', { url })
    expect(await poll).toContain('409: Conflict: terminated by setWebhook request')
    await expect(call('getUpdates', {})).rejects.toThrow("409: Conflict: can't use getUpdates method while webhook")
    await call('deleteWebhook', {})
    expect(await call('getUpdates', {})).toEqual([])
  })

  it('does what an answer tells it to do', async () => {
    const { api, bot, call } = await sandbox()
    const sara = api.customer(bot, { firstName: 'Sara' })
    const body = JSON.stringify({ method: 'sendMessage', chat_id: sara.id, text: 'hello' })
    const { url } = await receiver(() => ({ status: 200, body }))
    await call('setWebhook', { url })
    sara.say('hi')
    expect(await sara.next()).toMatchObject({ text: 'hello' })
  })

  it('refuses an address away from this machine', async () => {
    const { call } = await sandbox()
    await expect(call('setWebhook', { url: 'https://example.com/x' })).rejects.toThrow('400: Bad Request: bad webhook')
  })
})
