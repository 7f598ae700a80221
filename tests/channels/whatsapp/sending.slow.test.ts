import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelError, OutgoingPart } from '../../../src/channels/channel.ts'
import { idOf } from '../../../src/channels/whatsapp/ids.ts'
import type { FaultyOperation, NetworkEvent, WhatsAppCustomer } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { outgoingFile } from '../../support/outgoing-file.ts'
import { browsersOf, type House, newKey, up } from './house.ts'
import { type WhatsApp, whatsapp } from './rig.ts'

const text = (words: string): OutgoingPart => ({ kind: 'text', text: words })
const photo = (caption: string): OutgoingPart => ({
  kind: 'file',
  file: outgoingFile({ kind: 'photo', name: 'cup.jpg', mime: 'image/jpeg', content: Buffer.from('a cup') }),
  caption,
})

describe('sending on a number', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let house: House

  beforeAll(async () => {
    shared = await whatsapp()
    await shared.link()
    house = await up(shared, { timings: { sendMs: 1_500, ackMs: 800 } })
  })
  afterEach(async () => {
    shared.web.clearFaults()
    await house.inlet.reaches('online')
  })
  afterAll(async () => {
    await house.channel.close()
    expect(browsersOf(shared.folder).tree).toEqual([])
    await shared.close()
  })

  /** Somebody who has written to us. */
  const guest = async (): Promise<WhatsAppCustomer> => {
    const sara = shared.customer()
    sara.text('سلام')
    await house.hears(sara, 1)
    return sara
  }
  const send = (to: WhatsAppCustomer, part: OutgoingPart, key = newKey()) =>
    house.channel.send({ chat: to.wid() }, part, key)
  const failure = (sent: Promise<unknown>): Promise<ChannelError> =>
    sent.then(
      () => Promise.reject(new Error('it was sent')),
      error => error,
    )
  const find = (to: WhatsAppCustomer, part: OutgoingPart, key: string) =>
    house.channel.find?.({ chat: to.wid() }, part, key, new Date())
  const got = (customer: WhatsAppCustomer) => customer.received.map(({ body, caption }) => caption ?? body)

  it('says that WhatsApp refused a message, and sends it as a new one when it is asked again', async () => {
    const sara = await guest()
    const key = newKey()
    shared.web.fault('sendMsg', { mode: 'nack' })
    expect(await failure(send(sara, text('سلام'), key))).toMatchObject({ kind: 'refused', code: 'rejected' })
    expect(await find(sara, text('سلام'), key)).toEqual({ state: 'absent' })
    const refused = shared.web.events.filter(({ type }) => type === 'send_nacked').at(-1)
    const { ids } = await send(sara, text('سلام'), key)
    expect(String(refused?.id)).not.toContain(ids[0])
    expect(got(sara)).toEqual(['سلام'])
  })

  it('sends what is sent twice under one key once', async () => {
    const sara = await guest()
    const key = newKey()
    const both = await Promise.all([send(sara, text('یک بار'), key), send(sara, text('یک بار'), key)])
    expect(both[0]).toEqual(both[1])
    expect(await send(sara, text('یک بار'), key)).toEqual(both[0])
    expect(got(sara)).toEqual(['یک بار'])
    const asked = shared.web.events.filter(({ type, to }) => type === 'sent_by_business' && to === sara.wid())
    expect(asked).toHaveLength(1)
  })

  it('finds after the fact whether a message went whose answer was lost, with a new session', async () => {
    const sara = await guest()
    const [gone, swallowed] = [newKey(), newKey()]
    const watch = house.watch()
    shared.web.fault('sendMsg', { mode: 'lostAck' })
    expect(await failure(send(sara, text('رفت'), gone))).toMatchObject({ kind: 'unknown' })
    await watch.recovered()
    expect(await find(sara, text('رفت'), gone)).toMatchObject({ state: 'sent' })
    // The next one within minutes is no reason for another session: it cannot be told.
    shared.web.fault('sendMsg', { mode: 'silent' })
    expect(await failure(send(sara, text('نرفت'), swallowed))).toMatchObject({ kind: 'unknown' })
    expect(await find(sara, text('نرفت'), swallowed)).toEqual({ state: 'unknown' })
    await house.channel.close()
    house = await up(shared, { timings: { sendMs: 1_500, ackMs: 800 } })
    expect(await find(sara, text('نرفت'), swallowed)).toEqual({ state: 'absent' })
    expect(got(sara)).toEqual(['رفت'])
    expect(browsersOf(shared.folder).browsers).toBe(1)
  })

  const faults: [FaultyOperation, OutgoingPart][] = [
    ['preSend', text('متن')],
    ['upload', photo('عکس')],
    ['prepMedia', photo('عکس')],
  ]
  it.each(faults)('sends again what the page threw at before it went (%s)', async (operation, part) => {
    const sara = await guest()
    const key = newKey()
    shared.web.fault(operation, { mode: 'throw' })
    expect(await failure(send(sara, part, key))).toMatchObject({ kind: 'unreachable' })
    expect(await find(sara, part, key)).toEqual({ state: 'absent' })
    await send(sara, part, key)
    expect(got(sara)).toHaveLength(1)
  })

  it('never believes a send that threw on its way to the server without a look', async () => {
    const sara = await guest()
    const key = newKey()
    shared.web.fault('sendMsg', { mode: 'throw' })
    expect(await failure(send(sara, text('متن'), key))).toMatchObject({ kind: 'unknown' })
    expect((await find(sara, text('متن'), key))?.state).not.toBe('sent')
    expect(got(sara)).toEqual([])
  })

  it('refuses in the end what the page will not take', async () => {
    const sara = await guest()
    const key = newKey()
    shared.web.fault('upload', { mode: 'throw', times: 3 })
    const kinds: string[] = []
    for (let i = 0; i < 3; i++) kinds.push((await failure(send(sara, photo('عکس'), key))).kind)
    expect(kinds).toEqual(['unreachable', 'unreachable', 'refused'])
  })

  it('refuses a number that WhatsApp does not know', async () => {
    const nobody = shared.customer('هیچ‌کس', { registered: false })
    expect(await failure(send(nobody, text('سلام')))).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(got(nobody)).toEqual([])
  })

  it('gives the id of what failed to nothing else', async () => {
    const nobody = shared.customer('هیچ‌کس', { registered: false })
    const key = newKey()
    await failure(send(nobody, text('سلام'), key))
    const since = shared.web.nextEvent()
    shared.phone.evalInPage('require("WAWebMsgKey").newId().then(id => Promise.reject(new Error("next: " + id)))')
    const isNext = (event: NetworkEvent) => String(event.message).startsWith('next: ')
    const { message } = await shared.web.waitFor(isNext, 10_000, since)
    expect(message).not.toBe(`next: ${idOf(key)}`)
  })

  it.each(['preSend', 'findChat'] as const)(
    'gives up a send that hangs, and knows afterwards that it did not go (%s)',
    async operation => {
      const sara = operation === 'findChat' ? shared.customer() : await guest()
      const key = newKey()
      const watch = house.watch()
      shared.web.fault(operation, { mode: 'hang' })
      expect(await failure(send(sara, text('گیر کرد'), key))).toMatchObject({ kind: 'unknown' })
      await watch.recovered()
      expect(await find(sara, text('گیر کرد'), key)).toEqual({ state: 'absent' })
      await send(sara, text('گیر کرد'), key)
      expect(got(sara)).toEqual(['گیر کرد'])
    },
  )

  const beside: FaultyOperation[] = [
    'chatState',
    'sendSeen',
    'queryExists',
    'picture',
    'linkPreview',
    'contact',
    'search',
  ]
  it.each(['throw', 'hang'] as const)('sends though all beside it fails (%s)', async mode => {
    const sara = await guest()
    for (const operation of beside) shared.web.fault(operation, { mode, times: 5 })
    const watch = house.watch()
    void house.channel.typing({ chat: sara.wid() })
    void house.channel.seen?.({ chat: sara.wid() })
    void house.channel.picture(sara.wid())
    await send(sara, text('https://example.com رسید'))
    expect(got(sara)).toEqual(['https://example.com رسید'])
    expect(watch.reasons()).toEqual([])
  })

  it('says of an edit that failed what became of it', async () => {
    const sara = await guest()
    const target = await house.say(sara, 'فردا')
    const edit = { kind: 'edit', target, text: 'امروز', caption: false } as const
    shared.web.fault('edit', { mode: 'throw' })
    const key = newKey()
    expect(await failure(send(sara, edit, key))).toMatchObject({ kind: 'unknown' })
    expect(await find(sara, edit, key)).toEqual({ state: 'absent' })
    await send(sara, edit, key)
    expect(await find(sara, edit, key)).toMatchObject({ state: 'sent' })
    expect(sara.received[0]?.edits).toEqual(['امروز'])
  })

  it('tells how far each message came, and which never came', async () => {
    const sara = await guest()
    const id = await house.say(sara, 'رسید')
    const states = (of: string) => house.inlet.receipts.filter(each => each.id === of).map(({ state }) => state)
    for (const [level, state] of [
      ['delivered', 'delivered'],
      ['read', 'read'],
    ] as const) {
      shared.phone.ack(id, level)
      await house.inlet.until(() => states(id).includes(state), state)
    }
    shared.phone.ack(id, 'played')
    const other = await house.say(sara, 'نرسید')
    shared.phone.ack(other, 'error')
    await house.inlet.until(() => states(other).includes('failed'), 'failed')
    expect(states(id).filter((state, at, all) => all.indexOf(state) === at)).toEqual(['sent', 'delivered', 'read'])
  })

  it('tells a receipt again that was there before the end of the send was written down', async () => {
    const sara = await guest()
    shared.phone.behaviour.autoAck = 'read'
    const key = newKey()
    const { ids } = await send(sara, text('رسید'), key)
    await house.inlet.until(() => house.inlet.receipts.some(({ id, state }) => id === ids[0] && state === 'read'))
    shared.phone.behaviour.autoAck = null
    const stranger = house.inlet.strange(ids[0])
    shared.phone.ack(ids[0], 'played')
    const offered = () => house.inlet.receipts.filter(({ id }) => id === ids[0]).length
    const before = offered()
    await house.inlet.until(() => offered() > before, 'another offer')
    stranger.stop()
    expect(offered()).toBeGreaterThan(before)
  })

  it('rests where WhatsApp refuses one person after the other, and says so', async () => {
    const people = [await guest(), await guest(), await guest()]
    shared.web.fault('sendMsg', { mode: 'nack', times: 3 })
    for (const person of people) expect(await failure(send(person, text('سلام')))).toMatchObject({ code: 'rejected' })
    const turn = house.channel.turn({ chat: people[0]!.wid() }, 1, new AbortController().signal)
    const { kind, retryAfterMs = 0 } = await failure(turn)
    expect(kind).toBe('limited')
    expect(retryAfterMs).toBeGreaterThan(500_000)
    expect(house.inlet.statuses.at(-1)).toMatchObject({ state: 'online', detail: expect.stringContaining('rests') })
  })
})
