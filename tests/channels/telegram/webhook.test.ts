import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../../src/channels/channel.ts'
import { intake } from '../../../src/channels/telegram/intake.ts'
import { usualTimings } from '../../../src/channels/telegram/timings.ts'
import { type WebhookHandler, webhookHandler } from '../../../src/channels/telegram/webhook.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { type RecordingInlet, recordingInlet } from '../../support/recording-inlet.ts'
import { keptLog, telegram, webhookServer } from './rig.ts'
import { messageUpdate } from './updates.ts'

const secret = 'S3cret_of-the_hook'
const headers = { 'x-telegram-bot-api-secret-token': secret }
const body = (update: unknown) => Buffer.from(JSON.stringify(update))

describe('what arrives at the webhook', () => {
  const { log, lines } = keptLog()
  let inlet: RecordingInlet
  let handle: WebhookHandler

  beforeEach(() => {
    inlet = recordingInlet()
    const closing = new AbortController().signal
    const entry = intake({ inlet, clock: systemClock, log, timings: usualTimings, closing, onPressed: () => {} })
    handle = webhookHandler({ secret, intake: entry, log })
  })

  it('is taken with 200 once it is received', async () => {
    expect(await handle(headers, body(messageUpdate({ text: 'سلام، چطورید؟' })))).toEqual({ status: 200 })
    expect(inlet.events).toMatchObject([{ kind: 'message', text: 'سلام، چطورید؟' }])
  })

  it('is asked for again where it was not received', async () => {
    inlet.refuse(() => true)
    expect(await handle(headers, body(messageUpdate({ text: 'راز' })))).toEqual({ status: 503, retryAfter: 2 })
    expect(lines.join()).toContain('could not be stored')
    expect(lines.join()).not.toContain('راز')
  })

  it.each([
    [401, {}],
    [403, { 'x-telegram-bot-api-secret-token': 'guess' }],
    [403, { 'x-telegram-bot-api-secret-token': `${secret}x` }],
    [403, { 'x-telegram-bot-api-secret-token': '' }],
    [401, { 'x-telegram-bot-api-secret-token': [secret, secret] }],
  ])('is turned away with %i without the right secret', async (status, wrong) => {
    expect(await handle(wrong, body(messageUpdate({ text: 'x' })))).toEqual({ status })
    expect(inlet.offers(() => true)).toBe(0)
  })

  it.each(['', 'null', '{"update_id":"1"}', '[', '{}', '"x"'])(
    'is turned away where it is no update: %s',
    async text => {
      expect(await handle(headers, Buffer.from(text))).toEqual({ status: 400 })
    },
  )
})

describe('a channel that is brought its updates', () => {
  let rig: Awaited<ReturnType<typeof telegram>>
  let hooks: Awaited<ReturnType<typeof webhookServer>>
  let inlet: RecordingInlet
  let channel: Channel
  const calls = (method: string) => rig.api.journal.filter(call => call.method === method)

  beforeEach(async () => {
    rig = await telegram()
    hooks = await webhookServer()
    inlet = recordingInlet()
    channel = rig.channel({ webhook: hooks.webhook })
  })
  afterEach(async () => {
    await channel.close()
    hooks.close()
    await rig.api.close()
  })

  it('tells Telegram where to, with the secret and the kinds, and drops nothing', async () => {
    rig.customer('سارا').say('پیش از شروع')
    await channel.open(inlet)
    await inlet.event('message')
    expect(calls('setWebhook').map(({ payload }) => payload)).toEqual([
      {
        url: hooks.webhook.url,
        secret_token: secret,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      },
    ])
  })

  it('asks for a person where Telegram does not take the address, and tries again', async () => {
    rig.api.faults.next('setWebhook', {
      status: 400,
      description: 'Bad Request: bad webhook: HTTPS url must be provided',
    })
    await channel.open(inlet)
    await inlet.reaches('online')
    expect(inlet.statuses).toContainEqual(expect.objectContaining({ state: 'broken', reason: 'webhook_refused' }))
  })

  it('notices that another program took the webhook away, and sets it again', async () => {
    await channel.open(inlet)
    await inlet.reaches('online')
    const { token } = rig.bot
    await fetch(`${rig.api.root}/bot${token}/deleteWebhook`)
    rig.customer('سارا').say('سلام')
    await inlet.event('message')
    expect(calls('setWebhook')).toHaveLength(2)
  })

  it('answers 503 until it is committed, then 200 with nothing in it', async () => {
    const outage = inlet.refuse(() => true)
    await channel.open(inlet)
    rig.customer('سارا').say('سلام')
    await inlet.until(() => inlet.offers(() => true) >= 2)
    outage.stop()
    await inlet.event('message')
    await expect.poll(() => hooks.answers.at(-1)).toBe(200)
    expect(new Set(hooks.answers)).toEqual(new Set([503, 200]))
  })

  it('leaves the webhook in place when it closes, so that Telegram keeps what comes meanwhile', async () => {
    await channel.open(inlet)
    await inlet.reaches('online')
    await channel.close()
    expect(calls('deleteWebhook')).toEqual([])
    const sara = rig.customer('سارا')
    const id = sara.say('در نبود ما')
    channel = rig.channel({ webhook: hooks.webhook })
    const later = recordingInlet()
    await channel.open(later)
    expect(await later.event('message')).toMatchObject({ eventId: String(id) })
  })
})
