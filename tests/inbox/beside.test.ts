import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Incoming } from '../../src/channels/channel.ts'
import { testStores } from '../support/databases.ts'
import { account, type House, openHouse } from '../support/house.ts'

const file = { token: 'f1', kind: 'photo' as const, bytes: 1_000 }

/** What is no word of the customer's. */
describe.each(testStores())('what comes beside words, on $name', engine => {
  let house: House
  let count = 0
  beforeAll(async () => {
    house = await openHouse(engine, () => null, 'account')
  })
  afterAll(() => house.close())

  type Customer = ReturnType<House['customer']>
  const elsewhere = (who: Customer, text: string, more: object = {}, eventId = `phone-${++count}`) =>
    who.hear({ ...who.of(eventId), kind: 'said_elsewhere', text, files: [], ...more })
  const said = async (who: Customer, from: string) =>
    (await house.messagesOf(await who.thread())).filter(message => message.from === from)
  const notices = async (who: Customer) =>
    (await house.messagesOf(await who.thread())).flatMap(({ notice }) => notice ?? [])
  const thread = async (who: Customer) => house.threadOf(await who.thread())
  /** Ended with an agent, long ago or just now. */
  const closed = async () => {
    const sara = house.customer()
    await sara.says('اپراتور', {})
    await house.desk.close(await sara.thread(), await house.agent('ندا'), null)
    return sara
  }

  describe('said on another device', () => {
    it('is an agent’s message without an agent, its files and quote kept, and silences the bot', async () => {
      const sara = house.customer()
      await sara.says('سلام')
      const greeting = (await said(sara, 'bot'))[0]!
      const before = (await thread(sara)).unread
      const [first] = await said(sara, 'customer')
      const names = await house.store.read.messages.remoteOf(first!.id)
      await elsewhere(sara, 'بفرمایید', { files: [file], replyTo: names[0]!.remoteId })
      expect((await said(sara, 'agent'))[0]).toMatchObject({
        ...{ text: 'بفرمایید', agentId: null, sendState: 'sent', extras: { elsewhere: true }, replyTo: first!.id },
        files: [{ state: 'pending', remote: file }],
      })
      expect(await house.store.read.outbox.statesOf(greeting.id)).toEqual(['cancelled'])
      expect(await thread(sara)).toMatchObject({ turn: 'waiting', unread: before, lastFrom: 'agent' })
      expect(await notices(sara)).toContainEqual({ code: 'handed_over', reason: 'elsewhere' })
      const bot = (await said(sara, 'bot')).length
      await sara.says('سفارشم خراب رسید')
      expect(await said(sara, 'bot')).toHaveLength(bot)
    })

    it('changes nothing about who has the thread', async () => {
      const sara = house.customer()
      await sara.says('اپراتور')
      const neda = await house.agent('ندا')
      await house.desk.take(await sara.thread(), neda)
      await elsewhere(sara, 'من هم هستم')
      expect(await thread(sara)).toMatchObject({ turn: 'agent', assigneeId: neda.id })
      expect((await notices(sara)).filter(({ code }) => code === 'handed_over')).toHaveLength(1)
    })

    it('opens no case, neither for one who was done nor for one we never heard of', async () => {
      for (const sara of [await closed(), house.customer()]) {
        await elsewhere(sara, 'پول شما برگشت', { files: [{ ...file, bytes: 90_000_000 }] })
        expect(await thread(sara)).toMatchObject({ turn: 'closed', caseId: null, unread: 0, lastText: 'پول شما برگشت' })
        expect((await said(sara, 'agent'))[0]?.files).toMatchObject([{ state: 'refused', error: 'too_large' }])
        expect((await said(sara, 'bot')).filter(({ sendState }) => sendState === 'queued')).toEqual([])
      }
    })

    it('is stored once, and not at all where we sent it ourselves', async () => {
      const sara = house.customer()
      await sara.says('سلام')
      const [greeting] = await said(sara, 'bot')
      const place = { accountId: account, remoteChat: '*', messageId: greeting!.id }
      await house.store.write(await sara.thread(), async tx => {
        await tx.messages.remember({ ...place, remoteId: 'ours-1', part: 0 })
        await tx.messages.remember({ ...place, remoteId: 'ours-2', part: 1 })
      })
      for (const id of ['ours-1', 'ours-2', 'theirs-1', 'theirs-1']) await elsewhere(sara, 'سلام', {}, id)
      expect(await said(sara, 'agent')).toHaveLength(1)
    })

    it('is what we sent ourselves, where those words may have gone and nobody could tell', async () => {
      const sara = house.customer()
      await sara.says('اپراتور')
      const [id, neda] = [await sara.thread(), await house.agent('ندا')]
      for (const state of ['unknown', 'sending'] as const) {
        const text = `فردا می‌رسد ${state}`
        const answer = await house.desk.reply(id, neda, { text, files: [] })
        const [send] = await house.store.read.outbox.ofMessage(answer)
        const askUntil = state === 'unknown' ? house.clock.now() : null
        await house.store.write(id, tx => tx.outbox.update(send!.id, { state, askUntil }))
        await elsewhere(sara, `${text} نه`)
        await elsewhere(sara, text, { files: [file] })
        expect(await house.store.read.outbox.byId(send!.id)).toMatchObject({ state })
        const before = (await said(sara, 'agent')).length
        await elsewhere(sara, text, {}, `echo-${state}`)
        expect(await said(sara, 'agent')).toHaveLength(before)
        expect(await house.store.read.outbox.byId(send!.id)).toMatchObject({ state: 'sent', askUntil: null })
        const place = { accountId: account, remoteChat: '*', remoteId: `echo-${state}` }
        expect(await house.store.read.messages.sentAs(place)).toMatchObject({ sendId: send!.id })
      }
    })

    it('may be changed and taken back there, which opens nothing either', async () => {
      const sara = await closed()
      await elsewhere(sara, 'فردا میرسد', {}, 'owner-1')
      for (const n of [1, 2])
        await sara.hear({ ...sara.of(`owner-1/edit${n}`), kind: 'edited', edits: 'owner-1', text: 'پس‌فردا می‌رسد' })
      await sara.hear({ ...sara.of('owner-1/del'), kind: 'deleted', deletes: 'owner-1' })
      expect((await said(sara, 'agent')).at(-1)).toMatchObject({
        text: 'پس‌فردا می‌رسد',
        extras: { before: [{ text: 'فردا میرسد' }], deletedAt: house.clock.now().toISOString() },
      })
      expect((await thread(sara)).turn).toBe('closed')
    })
  })

  it('an edit of what an agent said here changes nothing', async () => {
    const sara = await closed()
    const neda = await house.agent('ندا')
    const id = await house.desk.reply(await sara.thread(), neda, { text: 'سلام', files: [] })
    await house.store.write(await sara.thread(), tx =>
      tx.messages.remember({ accountId: account, remoteChat: '*', remoteId: 'own-9', messageId: id }),
    )
    await sara.hear({ ...sara.of('own-9/edit'), kind: 'edited', edits: 'own-9', text: 'دیگر' })
    await sara.hear({ ...sara.of('own-9/del'), kind: 'deleted', deletes: 'own-9' })
    const last = (await said(sara, 'agent')).at(-1)
    expect([last?.text, last?.extras]).toEqual(['سلام', {}])
    expect(await said(sara, 'customer')).toHaveLength(1)
  })

  it('a message that was taken back keeps its words, with a sign; the bot is not told, nothing opens', async () => {
    const sara = house.customer()
    await sara.hear({ ...sara.of('d1'), kind: 'message', text: 'کد ۱۱۱۱۱۱۱', files: [] })
    const bot = (await said(sara, 'bot')).length
    await sara.hear({ ...sara.of('d1/del'), kind: 'deleted', deletes: 'd1' })
    expect((await said(sara, 'customer'))[0]).toMatchObject({
      text: 'کد ۱۱۱۱۱۱۱',
      extras: { deletedAt: house.clock.now().toISOString() },
    })
    expect([(await said(sara, 'bot')).length, (await thread(sara)).unread]).toEqual([bot, 1])
    const neda = await house.agent('ندا')
    await house.desk.close(await sara.thread(), neda, null)
    await sara.hear({ ...sara.of('d2/del'), kind: 'deleted', deletes: 'd1' })
    await sara.hear({ ...sara.of('d3/del'), kind: 'deleted', deletes: 'never-had' })
    expect((await thread(sara)).turn).toBe('closed')
  })

  it('a reaction hangs on its message, one of each side, until it is taken back', async () => {
    const sara = await closed()
    const before = await thread(sara)
    await elsewhere(sara, 'رسید؟', {}, 'r1')
    const reacts = (emoji: string | null, on = 'r1') =>
      sara.hear({ ...sara.of(`react-${++count}`), kind: 'reacted', on, emoji })
    const reactions = async () => (await said(sara, 'agent')).at(-1)?.extras.reactions
    await reacts('👍')
    await reacts('❤️')
    expect(await reactions()).toEqual([{ emoji: '❤️', from: 'customer' }])
    await reacts(null)
    expect(await reactions()).toBeUndefined()
    await reacts('👍', 'never-had')
    expect(await thread(sara)).toMatchObject({ turn: 'closed', unread: before.unread })
  })

  it('whoever names a message of another customer changes nothing there, and is shown nothing of it', async () => {
    const [sara, reza] = [house.customer(), house.customer()]
    await sara.hear({ ...sara.of('hers'), kind: 'message', text: 'آدرسم خیابان بهار', files: [] })
    await reza.says('سلام')
    await reza.hear({ ...reza.of('n1'), kind: 'reacted', on: 'hers', emoji: '👍' })
    await reza.hear({ ...reza.of('n2'), kind: 'deleted', deletes: 'hers' })
    await reza.hear({ ...reza.of('n3'), kind: 'edited', edits: 'hers', text: 'از رضا' })
    await reza.says('و این', { replyTo: 'hers' })
    expect((await said(sara, 'customer'))[0]).toMatchObject({ text: 'آدرسم خیابان بهار', extras: {}, editedAt: null })
    const his = await said(reza, 'customer')
    expect(his.map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['سلام', null],
      ['از رضا', null],
      ['و این', null],
    ])
  })

  it('a gap is told once, to whom something may be missing', async () => {
    const sara = await closed()
    const [from, to] = [house.clock.now(), new Date(house.clock.now().getTime() + 60_000)]
    const gap = (who: Customer, eventId: string): Incoming => ({ ...who.of(eventId), kind: 'gap', from, to })
    const before = await thread(sara)
    await sara.hear(gap(sara, 'gap-1'))
    await sara.hear(gap(sara, 'gap-1'))
    const line = { code: 'gap', from: from.toISOString(), to: to.toISOString() }
    expect((await notices(sara)).filter(({ code }) => code === 'gap')).toEqual([line])
    expect(await thread(sara)).toMatchObject({ turn: 'closed', unread: 0, lastText: before.lastText })
    await house.clock.advance(120_000)
    const neda = house.customer('ندا')
    await neda.hear(gap(neda, 'gap-2'))
    expect(await house.store.read.customers.person(account, neda.chat)).toBeNull()
    await neda.says('سلام')
    await neda.hear(gap(neda, 'gap-3'))
    expect(await notices(neda)).toEqual([])
  })

  it('who only takes back or reacts is nobody yet', async () => {
    const sara = house.customer()
    await sara.hear({ ...sara.of('x1'), kind: 'deleted', deletes: 'x0' })
    await sara.hear({ ...sara.of('x2'), kind: 'reacted', on: 'x0', emoji: '👍' })
    expect(await house.store.read.customers.person(account, sara.chat)).toBeNull()
  })

  it('what could not be read at first is filled in, and heard as if it had been', async () => {
    const sara = house.customer()
    await sara.hear({ ...sara.of('u1'), kind: 'message', text: '', files: [], unsupported: 'ciphertext' })
    await sara.hear({ ...sara.of('u1/edit'), kind: 'edited', edits: 'u1', text: 'سفارش ۱۲۳۴۵۶۷ خراب رسید' })
    const [first] = await said(sara, 'customer')
    expect(first).toMatchObject({ text: 'سفارش ۱۲۳۴۵۶۷ خراب رسید', editedAt: null })
    expect(first?.extras).toEqual({})
    expect(await thread(sara)).toMatchObject({ orderCode: '1234567', unread: 1 })
  })

  it('every caption of an album is kept, and the bot hears each once', async () => {
    const sara = house.customer()
    await sara.says('سفارش ۱۲۳۴۵۶۷', { files: [file], album: 'al1' })
    await sara.says('خراب رسید', { files: [{ ...file, token: 'f2' }], album: 'al1' })
    await sara.says('', { files: [{ ...file, token: 'f3' }], album: 'al1' })
    expect(await said(sara, 'customer')).toMatchObject([{ text: 'سفارش ۱۲۳۴۵۶۷\nخراب رسید' }])
    expect(await thread(sara)).toMatchObject({ orderCode: '1234567', topic: 'damaged' })
  })

  it('a message that was said before the last one stands after it, and the list keeps the later time', async () => {
    const sara = house.customer()
    await sara.says('اکنون')
    const { lastAt } = await thread(sara)
    await sara.says('پیش از آن', { at: new Date(house.clock.now().getTime() - 60_000) })
    expect(await thread(sara)).toMatchObject({ lastAt })
    expect((await said(sara, 'customer')).map(({ text }) => text)).toEqual(['اکنون', 'پیش از آن'])
  })
})
