import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Incoming } from '../../../src/channels/channel.ts'
import type { TelegramOptions } from '../../../src/channels/telegram/channel.ts'
import { type RecordingInlet, recordingInlet } from '../../support/recording-inlet.ts'
import { telegram } from './rig.ts'

type Rig = Awaited<ReturnType<typeof telegram>>
let rig: Rig
let inlet: RecordingInlet
let open: Channel[]

const opened = async (options: Partial<TelegramOptions> = {}, to = inlet) => {
  const channel = rig.channel(options)
  open.push(channel)
  await channel.open(to)
  return channel
}
const calls = (method: string) => rig.api.journal.filter(call => call.method === method)
const polls = () => calls('getUpdates').map(({ payload }) => payload)
const says = (text: string) => (event: Incoming) => 'text' in event && event.text === text

beforeEach(async () => {
  rig = await telegram()
  inlet = recordingInlet()
  open = []
})
afterEach(async () => {
  await Promise.all(open.map(channel => channel.close()))
  await rig.api.close()
})

describe('asking Telegram for updates', () => {
  it('introduces itself, takes away a webhook without dropping what is pending, and asks for every kind by name', async () => {
    rig.customer('سارا').say('سلام')
    await opened()
    await inlet.event('message')
    expect(await inlet.reaches('online')).toEqual({ state: 'online', name: 'فروشگاه', address: '@shop_bot' })
    expect(rig.api.journal.slice(0, 3).map(({ method }) => method)).toEqual(['getMe', 'deleteWebhook', 'getUpdates'])
    expect(calls('deleteWebhook')[0]?.payload).toEqual({})
    const allowed_updates = ['message', 'edited_message', 'callback_query', 'my_chat_member']
    expect(polls()[0]).toEqual({ offset: 0, limit: 100, timeout: 0, allowed_updates })
    await expect.poll(() => polls().at(-1)).toMatchObject({ timeout: 50 })
  })

  it('does not ask for more while it offers what was refused, nor again what was received', async () => {
    const [sara, reza] = [rig.customer('سارا'), rig.customer('رضا')]
    sara.say('یک')
    reza.say('زهر')
    const outage = inlet.refuse(says('زهر'))
    await opened({ timings: { stuckMs: 60_000 } })
    await inlet.until(() => inlet.offers(says('زهر')) >= 4)
    expect([polls().length, inlet.offers(says('یک'))]).toEqual([1, 1])
    outage.stop()
    await expect.poll(() => reza.messages()[0]?.fetched).toBe(true)
    expect([inlet.offers(says('یک')), inlet.events.length]).toEqual([1, 2])
  })

  it('asks from the same place while one chat is stuck for long, and moves on when that is over', async () => {
    const [sara, reza] = [rig.customer('سارا'), rig.customer('رضا')]
    const stuck = inlet.hold(says('گیر'))
    await opened()
    reza.say('گیر')
    await inlet.until(() => inlet.offers(says('گیر')) === 1)
    sara.say('سلام')
    await inlet.event('message', says('سلام'))
    const from = polls().at(-1)?.offset
    expect(
      polls()
        .slice(-2)
        .map(({ offset }) => offset),
    ).toEqual([from, from])
    expect(sara.messages()[0]?.fetched).toBe(false)
    stuck.release()
    await expect.poll(() => sara.messages()[0]?.fetched).toBe(true)
    expect([inlet.offers(says('سلام')), inlet.offers(says('گیر'))]).toEqual([1, 1])
  })

  it('makes no call that acknowledges when it closes', async () => {
    rig.customer('سارا').say('سلام')
    const under = inlet.hold(says('سلام'))
    const channel = await opened()
    await inlet.until(() => inlet.offers(says('سلام')) === 1)
    const before = polls().length
    const closed = channel.close()
    under.release()
    await closed
    expect([polls().length, inlet.events.length]).toEqual([before, 1])
  })

  it('waits for what is being received before it is closed', async () => {
    rig.customer('سارا').say('سلام')
    const under = inlet.hold(says('سلام'))
    const channel = await opened()
    await inlet.until(() => inlet.offers(says('سلام')) === 1)
    let isClosed = false
    const closed = channel.close().then(() => {
      isClosed = true
    })
    await new Promise(setImmediate)
    expect(isClosed).toBe(false)
    under.release()
    await closed
    expect(inlet.events).toHaveLength(1)
  })

  it('begins nothing new once it is closing, and leaves that to the next start', async () => {
    const sara = rig.customer('سارا')
    sara.say('یک')
    sara.say('دو')
    const under = inlet.hold(says('یک'))
    const channel = await opened()
    await inlet.until(() => inlet.offers(says('یک')) === 1)
    const closed = channel.close()
    under.release()
    await closed
    expect([inlet.offers(says('یک')), inlet.offers(says('دو'))]).toEqual([1, 0])
    const later = recordingInlet()
    await opened({}, later)
    expect(await later.event('message', says('دو'))).toMatchObject({ chat: String(sara.id) })
  })

  it('answers a button press only once it is committed', async () => {
    const sara = rig.customer('سارا')
    sara.start()
    const channel = await opened()
    await inlet.event('started')
    const buttons = [[{ label: 'بله', value: 'yes' }]]
    const { ids } = await channel.send({ chat: String(sara.id) }, { kind: 'text', text: '؟', buttons }, 'k')
    const outage = inlet.refuse(({ kind }) => kind === 'pressed')
    sara.press(Number(ids[0]), 'بله')
    await inlet.until(() => inlet.offers(({ kind }) => kind === 'pressed') >= 2)
    expect(calls('answerCallbackQuery')).toEqual([])
    outage.stop()
    await expect.poll(() => calls('answerCallbackQuery').length).toBe(1)
  })
})

describe('a line to Telegram in trouble', () => {
  const away = { state: 'reconnecting', reason: expect.any(String) }

  it('is not given up where Telegram cannot be reached at the start', async () => {
    rig.api.faults.next('getMe', { dropRequest: true }, 2)
    rig.api.faults.next('deleteWebhook', { status: 502, description: 'Bad Gateway' })
    rig.api.faults.next('getUpdates', { dropRequest: true })
    rig.customer('سارا').say('سلام')
    await opened()
    await inlet.event('message')
    await inlet.reaches('online')
    expect(inlet.statuses[0]).toEqual({ state: 'starting' })
    expect(inlet.statuses.slice(1)).toEqual(expect.arrayContaining([away]))
  })

  it.each([
    ['it is cut', { dropRequest: true as const }],
    ['Telegram is down', { status: 500, description: 'Internal Server Error' }],
    ['Telegram asks for patience', { status: 429, description: 'Too Many Requests', retryAfter: 0.02 }],
  ])('is taken up again by itself when %s, without losing a word', async (_, fault) => {
    rig.api.faults.next('getUpdates', fault, 2)
    const sara = rig.customer('سارا')
    sara.say('سلام')
    await opened()
    await inlet.event('message')
    await inlet.reaches('online')
    expect(inlet.statuses).toEqual([{ state: 'starting' }, away, expect.objectContaining({ state: 'online' })])
  })

  it('asks for a person while another program takes the updates, and goes on when that ends', async () => {
    const conflict = { status: 409, description: 'Conflict: terminated by other getUpdates request' }
    rig.api.faults.next('getUpdates', conflict, 3)
    rig.customer('سارا').say('سلام')
    await opened()
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'conflict' })
    await inlet.event('message')
    await inlet.reaches('online')
  })

  it('asks for a person when the token is withdrawn, and goes on when it is valid again', async () => {
    await opened({ timings: { pollMs: 1_000 } })
    await inlet.reaches('online')
    rig.api.faults.next('getUpdates', { status: 401, description: 'Unauthorized' }, 2)
    const sara = rig.customer('سارا')
    sara.say('سلام')
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'unauthorized' })
    await inlet.reaches('online')
  })

  it('tells the log what happens, but neither the token nor a word of anybody', async () => {
    rig.api.faults.next('getMe', { dropRequest: true })
    rig.api.faults.next('getUpdates', { status: 400, description: 'Bad Request: "رمز من ۱۲۳۴"' })
    const outage = inlet.refuse(() => true)
    rig.customer('سارا').say('رمز من ۱۲۳۴')
    await opened()
    await inlet.until(() => inlet.offers(says('رمز من ۱۲۳۴')) >= 2)
    outage.stop()
    await inlet.event('message')
    const log = rig.lines.join('\n')
    expect(log).toContain('could not be stored')
    expect(log).not.toMatch(/رمز|۱۲۳۴|سارا/)
    expect(log).not.toContain(rig.bot.token.split(':')[1])
  })
})
