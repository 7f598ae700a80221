import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Incoming } from '../../../src/channels/channel.ts'
import { browsersOf, type House, house, newKey, up } from './house.ts'
import { type WhatsApp, whatsapp } from './rig.ts'

describe('a number that was away', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let open: House[] = []

  const run = async (begin: Promise<House>) => {
    const begun = await begin
    open.push(begun)
    return begun
  }
  const fileOf = (event: Incoming | undefined) => (event && 'files' in event ? event.files[0] : undefined)

  beforeAll(async () => {
    shared = await whatsapp()
    await shared.link()
  })
  afterEach(async () => {
    shared.web.clearFaults()
    await Promise.all(open.map(({ channel }) => channel.close()))
    open = []
    expect(browsersOf(shared.folder).tree).toEqual([])
  })
  afterAll(() => shared.close())

  describe.each(['before-sync', 'after-sync', 'split'] as const)('where the network brings it %s', offlineDelivery => {
    it('brings all that was said and done meanwhile, in its order, once', async () => {
      Object.assign(shared.web.behaviour, { offlineDelivery })
      const [sara, reza] = [shared.customer('سارا'), shared.customer('رضا')]
      const now = Math.floor(Date.now() / 1000)
      const later = (seconds: number) => ({ t: now + seconds })
      const first = await run(up(shared))
      const old = sara.text('سیاه', later(0))
      await first.hears(sara, 1)
      await first.channel.close()
      sara.edit(old.id, 'سفید')
      sara.react(old.id, '👍')
      const photo = sara.image(Buffer.from('a broken cup'), { caption: 'این', ...later(2) })
      const album = sara.album([Buffer.from('1'), Buffer.from('2'), Buffer.from('3')], later(4))
      shared.phone.sendFromPhone(sara.number, 'صاحب مغازه‌ام')
      const wrong = sara.text('اشتباه', later(9))
      sara.revoke(wrong.id)
      sara.text('۱۰', later(10))
      for (let i = 1; i <= 60; i++) reza.text(`پیام ${i}`, later(i / 2))
      // In two halves, on a busy machine: the second one is waited for.
      const second = await run(up(shared, { timings: { quietMs: 1_500 } }))
      await second.hears(reza, 60)
      await second.inlet.event('edited', ({ edits }) => edits === old.id)
      await second.inlet.event('message', ({ text }) => text === '۱۰')
      await second.inlet.event('said_elsewhere', ({ text }) => text === 'صاحب مغازه‌ام')
      expect(await second.inlet.event('reacted', ({ on }) => on === old.id)).toMatchObject({ emoji: '👍' })
      expect(second.heard(reza)).toEqual(Array.from({ length: 60 }, (_, i) => `پیام ${i + 1}`))
      const known = new Set([old.id])
      const told = second.has(sara).filter(({ eventId, kind }) => !known.has(eventId) && kind !== 'said_elsewhere')
      const pictures = [photo, ...album.items].map(({ id }) => id)
      const order = told.map(({ eventId }) => eventId).filter(id => [...pictures, wrong.id].includes(id))
      // Of one second, in two halves, nobody can tell which was first.
      if (offlineDelivery !== 'split') expect(order).toEqual([...pictures, wrong.id])
      else expect(new Set(order)).toEqual(new Set([...pictures, wrong.id]))
      const times = told.filter(({ kind }) => kind === 'message').map(({ at }) => at.getTime())
      expect(times).toEqual([...times].sort((one, other) => one - other))
      expect(told.filter(({ kind }) => kind === 'message').at(-1)).toMatchObject({ text: '۱۰' })
      // In two halves a revocation may come before what it revokes, and the page knows nothing of it.
      if (offlineDelivery !== 'split') {
        expect(told.filter(({ kind }) => kind === 'deleted')).toMatchObject([{ deletes: wrong.id }])
      }
      const parts = second.has(sara).flatMap(event => (event.kind === 'message' && event.album ? event.album : []))
      expect(parts).toHaveLength(3)
      expect(new Set(parts).size).toBe(1)
      const file = fileOf(second.has(sara).find(({ eventId }) => eventId === photo.id))
      expect(await buffer(await second.channel.download(file!))).toEqual(Buffer.from('a broken cup'))
      const offers = second.inlet.offers(({ chat }) => chat === reza.wid())
      expect(offers).toBe(60)
    })
  })

  it('brings what was said while its connection was cut, both ways, without a new browser', async () => {
    const running = await run(up(shared))
    const sara = shared.customer()
    sara.text('پیش')
    await running.hears(sara, 1)
    const { tree } = browsersOf(shared.folder)
    const watch = running.watch()
    const cut = shared.phone.drop(1_000)
    await running.inlet.reaches('reconnecting')
    sara.text('در میان')
    await expect(running.say(sara, 'نمی‌رود')).rejects.toMatchObject({
      kind: 'unreachable',
      retryAfterMs: expect.any(Number),
    })
    await cut
    await watch.recovered()
    await running.hears(sara, 2)
    expect(running.heard(sara)).toEqual(['پیش', 'در میان'])
    await running.say(sara, 'رسید')
    expect(sara.received.map(({ body }) => body)).toEqual(['رسید'])
    expect(browsersOf(shared.folder).tree[0]?.pid).toBe(tree[0]?.pid)
  })

  it.each(['OPENING', 'TIMEOUT'])('is down while the page says %s, and up again when it does not', async state => {
    const running = await run(up(shared))
    const sara = shared.customer()
    sara.text('سلام')
    await running.hears(sara, 1)
    const watch = running.watch()
    shared.phone.setState(state)
    expect(await running.inlet.reaches('reconnecting')).toEqual({ state: 'reconnecting', reason: state })
    await expect(running.say(sara, 'نمی‌رود')).rejects.toMatchObject({ kind: 'unreachable' })
    shared.phone.setState('CONNECTED')
    await watch.recovered()
    await running.say(sara, 'رسید')
    expect(sara.received.map(({ body }) => body)).toEqual(['رسید'])
  })

  it('waits for what was under way when the connection was cut, and sends it once', async () => {
    const running = await run(up(shared, { timings: { ackMs: 8_000 } }))
    const sara = shared.customer()
    sara.text('سلام')
    await running.hears(sara, 1)
    const key = newKey()
    const part = { kind: 'text', text: 'در راه' } as const
    shared.web.fault('sendMsg', { mode: 'hang' })
    const began = shared.web.nextEvent()
    const sent = running.channel.send({ chat: sara.wid() }, part, key)
    await shared.web.waitFor(({ type, op }) => type === 'fault' && op === 'sendMsg', 10_000, began)
    const watch = running.watch()
    await shared.phone.drop(300)
    const { ids } = await sent
    await watch.recovered()
    expect(await running.channel.find?.({ chat: sara.wid() }, part, key, new Date())).toEqual({
      state: 'sent',
      remote: { ids },
    })
    expect(sara.received.map(({ body }) => body)).toEqual(['در راه'])
  })

  it('says once where more was said than it could read', async () => {
    const sara = shared.customer()
    const start = Math.floor(Date.now() / 1000)
    const before = await run(up(shared))
    sara.text('آخرین', { t: start })
    await before.hears(sara, 1)
    // The page was handed them, and the core stored none.
    before.inlet.refuse(({ chat }) => chat === sara.wid())
    const since = shared.web.nextEvent()
    for (let i = 1; i <= 80; i++) sara.text(`پیام ${i}`, { t: start + i })
    const handed = () => shared.web.events.filter(({ type, n }) => type === 'pushack' && n >= since).length
    await expect.poll(handed).toBeGreaterThanOrEqual(80)
    await before.channel.close()
    const timings = { chatMost: 20, sweepMs: [300, 300] } as const
    const after = await run(up(shared, { timings }))
    const { from, to } = await after.inlet.event('gap', ({ chat }) => chat === sara.wid())
    expect(from.getTime()).toBeGreaterThanOrEqual(start * 1000)
    await after.inlet.event('message', ({ text }) => text === 'پیام 80')
    expect(to.getTime()).toBeGreaterThan(from.getTime())
    sara.text('و باز')
    await after.inlet.event('message', ({ text }) => text === 'و باز')
    const gaps = after.has(sara).filter(({ kind }) => kind === 'gap')
    expect(gaps).toHaveLength(1)
  })

  it('brings again after a restart what the core could not store', async () => {
    const sara = shared.customer()
    const before = await run(up(shared))
    before.inlet.refuse(({ chat }) => chat === sara.wid())
    const poison = sara.text('زهر')
    await before.inlet.until(() => before.inlet.offers(({ eventId }) => eventId === poison.id) >= 1)
    const reza = shared.customer('رضا')
    reza.text('بعد از آن')
    await before.hears(reza, 1)
    await before.channel.close()
    expect(before.has(sara)).toEqual([])
    const after = await run(house(shared))
    await after.hears(sara, 1)
    expect(after.heard(sara)).toEqual(['زهر'])
  })

  it('reads what became of our messages while it was down', async () => {
    const sara = shared.customer()
    const before = await run(up(shared))
    sara.text('سلام')
    await before.hears(sara, 1)
    const id = await before.say(sara, 'رسید')
    await before.channel.close()
    shared.phone.ack(id, 'read')
    const after = await run(up(shared))
    await after.inlet.until(() => after.inlet.receipts.some(receipt => receipt.id === id && receipt.state === 'read'))
    expect(after.inlet.receipts.filter(receipt => receipt.id === id).map(({ state }) => state)).toEqual(['read'])
  })

  it.each(['hang', 'throw'] as const)(
    'brings what was said where the page fails to show older messages (%s)',
    async mode => {
      const sara = shared.customer()
      shared.web.behaviour.offlineDelivery = 'before-sync'
      for (const text of ['یک', 'دو', 'سه']) sara.text(text)
      shared.web.fault('loadEarlier', { mode, times: mode === 'throw' ? 2 : 1 })
      const { hears, heard } = await run(house(shared, { timings: { callMs: 2_500 } }))
      await hears(sara, 3)
      expect(heard(sara)).toEqual(['یک', 'دو', 'سه'])
    },
  )

  it.each(['hang', 'throw'] as const)('brings what was said though nobody tells who said it (%s)', async mode => {
    const running = await run(up(shared))
    const sara = shared.customer('سارا', { lid: '771000000000011', as: 'lid', lidKnown: false })
    shared.web.fault('contact', { mode, times: 3 })
    shared.web.fault('queryExists', { mode, times: 3 })
    sara.text('یک')
    sara.text('دو')
    await running.hears(sara, 2)
    expect(running.heard(sara)).toEqual(['یک', 'دو'])
    expect(running.watch().reasons()).toEqual([])
  })
})
