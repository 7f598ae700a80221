import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type TelegramOptions, telegramChannel } from '../../../src/channels/telegram/channel.ts'
import type { WebhookHandler } from '../../../src/channels/telegram/webhook.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import type { CustomerPhone } from '../../../src/sandbox/telegram/contract.ts'
import { type BotApiOptions, startBotApi } from '../../../src/sandbox/telegram/server.ts'
import type { ChannelRig, RigCustomer } from '../../contracts/channel.contract.ts'

const quick: NonNullable<TelegramOptions['timings']> = {
  answerMs: 10_000,
  conflictMs: 20,
  brokenMs: 20,
  backoffMs: [5, 40],
  offerMs: [5, 40],
  stuckMs: 50,
  webhookCheckMs: 50,
}

/** What a log was told, as it would be written. */
export const keptLog = () => {
  const lines: string[] = []
  const keep = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  return { lines, log: { info: keep, warn: keep, error: keep } }
}

export const telegram = async (options: BotApiOptions = {}) => {
  const api = await startBotApi({ webhookSecondMs: 5, ...options })
  const bot = api.bot({ username: 'shop_bot', name: 'فروشگاه' })
  const { log, lines } = keptLog()
  const channel = (more: Partial<TelegramOptions> = {}) =>
    telegramChannel({
      account: `acc_telegram_${bot.id}`,
      token: bot.token,
      apiRoot: api.root,
      log,
      clock: systemClock,
      ...more,
      timings: { ...quick, ...more.timings },
    })
  return {
    api,
    bot,
    channel,
    lines,
    customer: (firstName: string) => api.customer(bot, { firstName, languageCode: 'fa' }),
  }
}

/** The part of the API that mounts the webhook: reads the body whole, answers without one. */
export const webhookServer = async () => {
  let handler: WebhookHandler | null = null
  const answers: number[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const { status, retryAfter } = handler ? await handler(request.headers, body) : { status: 404 }
    answers.push(status)
    response.writeHead(status, retryAfter ? { 'retry-after': String(retryAfter) } : {}).end()
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const webhook = {
    url: `http://127.0.0.1:${port}/channels/telegram/acc_1`,
    secret: 'S3cret_of-the_hook',
    register: (mounted: WebhookHandler) => {
      handler = mounted
      return () => {
        if (handler === mounted) handler = null
      }
    },
  }
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { webhook, answers, close }
}

export const telegramRig = async (mode: 'polling' | 'webhook'): Promise<ChannelRig> => {
  const { api, bot, channel, customer } = await telegram()
  const hooks = mode === 'webhook' ? await webhookServer() : null
  const options = hooks ? { webhook: hooks.webhook } : {}
  return {
    channel: () => channel(options),
    strangerChannel: () => channel({ ...options, token: `${bot.id}:nobody-knows` }),
    customer: name => rigCustomer(customer(name)),
    nextSend: fate => {
      if (fate === 'limited')
        api.faults.next('sendMessage', { status: 429, description: 'Too Many Requests', retryAfter: 1 })
      if (fate === 'lost answer') api.faults.next('sendMessage', { dropAnswer: true })
      if (fate === 'refused by a block')
        api.faults.next('sendMessage', { status: 403, description: 'Forbidden: bot was blocked by the user' })
    },
    close: async () => {
      hooks?.close()
      await api.close()
    },
  }
}

const rigCustomer = (phone: CustomerPhone): RigCustomer => ({
  chat: String(phone.id),
  say: (text, replyTo) => String(phone.say(text, replyTo ? { replyTo: Number(replyTo) } : {})),
  photo: (bytes, caption) => String(phone.send('photo', { bytes }, { caption })),
  album: (files, caption) =>
    phone
      .album(
        files.map(bytes => ({ bytes })),
        { caption },
      )
      .map(String),
  edit: (id, text) => phone.edit(Number(id), text),
  press: (id, label) => phone.press(Number(id), label),
  start: payload => phone.start(payload),
  block: () => phone.block(),
  unblock: () => phone.unblock(),
  isDelivered: id => phone.messages().find(message => message.id === Number(id))?.fetched ?? false,
  sees: async () => {
    const { id, text, files, replyTo } = await phone.next()
    return {
      id: String(id),
      text,
      files: files.map(({ as, bytes }) => ({ kind: as, bytes })),
      replyTo: replyTo === null ? null : String(replyTo),
    }
  },
})
