import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testStores } from '../support/databases.ts'
import { account, type House, openHouse } from '../support/house.ts'

const file = { token: 'f1', kind: 'photo' as const, bytes: 1_000, width: 640, height: 480 }

describe.each(testStores())('the inbox on $name', engine => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(engine)
  })
  afterAll(() => house.close())

  it('stores a remote event once, however often and from however many sides it comes', async () => {
    const sara = house.customer()
    const event = { ...sara.of('1'), kind: 'message' as const, text: 'سلام', files: [] }
    await Promise.all(Array.from({ length: 8 }, () => sara.hear(event)))
    const said = await house.messagesOf(await sara.thread())
    expect(said.filter(({ from }) => from === 'customer')).toHaveLength(1)
  })

  it('makes one customer and one thread of many first messages at once, in a row without gaps', async () => {
    const sara = house.customer()
    await Promise.all(Array.from({ length: 12 }, (_, i) => sara.says(`پیام ${i}`)))
    const said = await house.messagesOf(await sara.thread())
    expect(said.filter(({ from }) => from === 'customer')).toHaveLength(12)
    expect(said.map(({ seq }) => seq)).toEqual(said.map((_, i) => i + 1))
    expect((await house.threadOf(await sara.thread())).lastSeq).toBe(said.length)
  })

  it('keeps the message, the bot’s answer, the case and what is to be sent', async () => {
    const sara = house.customer()
    await sara.says('سفارشم ۱۲۳۴۵۶۷ خراب رسید')
    const id = await sara.thread()
    const thread = await house.threadOf(id)
    const answer = (await house.messagesOf(id)).find(({ from }) => from === 'bot')
    expect(thread).toMatchObject({ turn: 'bot', orderCode: '1234567', topic: 'damaged' })
    expect(answer?.sendState).toBe('queued')
    expect(await house.store.read.outbox.statesOf(answer!.id)).toEqual(['queued'])
    expect((await house.store.read.cases.byId(thread.caseId!))?.facts.orderCode).toBe('1234567')
  })

  it('makes one message of an album, its caption with it, and asks the bot once', async () => {
    const sara = house.customer()
    await sara.says('', { files: [file], album: 'a1' })
    await sara.says('ببینید چطور شکسته', { files: [{ ...file, token: 'f2' }], album: 'a1' })
    await sara.says('', { files: [{ ...file, token: 'f3' }], album: 'a1' })
    const said = (await house.messagesOf(await sara.thread())).filter(({ from }) => from === 'customer')
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({ text: 'ببینید چطور شکسته' })
    expect(said[0]!.files.map(({ remote }) => remote?.token)).toEqual(['f1', 'f2', 'f3'])
  })

  it('says that a file is too large to fetch, to the customer and to the agent', async () => {
    const sara = house.customer()
    await sara.says('فیلم', { files: [{ token: 'v', kind: 'video', bytes: 25_000_000 }] })
    const said = await house.messagesOf(await sara.thread())
    expect(said[0]!.files).toMatchObject([{ state: 'refused', error: 'too_large' }])
    expect(said.some(({ from, text }) => from === 'bot' && text.includes('مگابایت'))).toBe(true)
  })

  it('stores any text: NUL, half characters, four thousand emoji, directions', async () => {
    const sara = house.customer('\u0000سارا')
    const hostile = ['a\u0000b', '\ud800x', '😀'.repeat(4_096), '\u202Eevil', "'); drop table messages; --"]
    for (const text of hostile) await sara.says(text)
    const said = (await house.messagesOf(await sara.thread())).filter(({ from }) => from === 'customer')
    expect(said.map(({ text }) => text)).toEqual(['ab', '\uFFFDx', hostile[2], hostile[3], hostile[4]])
  })

  it('keeps what an edited message said before', async () => {
    const sara = house.customer()
    const at = house.clock.now()
    await sara.hear({ ...sara.of('10'), kind: 'message', text: 'کد ۱۱۱۱۱۱۱', files: [] })
    await sara.hear({ ...sara.of('edit:10:1'), kind: 'edited', edits: '10', text: 'کد ۲۲۲۲۲۲۲' })
    const id = await sara.thread()
    const [first] = await house.messagesOf(id)
    expect(first).toMatchObject({ text: 'کد ۲۲۲۲۲۲۲', editedAt: at })
    expect(first!.extras.before).toEqual([{ text: 'کد ۱۱۱۱۱۱۱', until: at.toISOString() }])
    expect((await house.threadOf(id)).orderCode).toBe('2222222')
  })

  it('shows words that somebody puts in the place of what was no words', async () => {
    const sara = house.customer()
    await sara.hear({ ...sara.of('1'), kind: 'started' })
    await sara.hear({ ...sara.of('edit:1'), kind: 'edited', edits: '1', text: 'بسته‌ام نرسید' })
    const said = await house.messagesOf(await sara.thread())
    expect(said.filter(({ from }) => from === 'customer')).toMatchObject([{ text: 'بسته‌ام نرسید' }])
    expect(said.find(({ notice }) => notice?.code === 'started')).toMatchObject({ text: '' })
    expect((await house.threadOf(await sara.thread())).unread).toBe(1)
  })

  it('stores a message it cannot read as what it is, and an edit of one it never had as a message', async () => {
    const sara = house.customer()
    await sara.says('', { unsupported: 'dice' })
    await sara.hear({ ...sara.of('edit:99:1'), kind: 'edited', edits: '99', text: 'بعداً' })
    const said = (await house.messagesOf(await sara.thread())).filter(({ from }) => from === 'customer')
    expect(said.map(({ text, extras }) => [text, extras.unsupported])).toEqual([
      ['', 'dice'],
      ['بعداً', undefined],
    ])
  })

  it('shows a pressed button as the words on it', async () => {
    const sara = house.customer()
    await sara.says('سلام')
    const id = await sara.thread()
    const asked = (await house.messagesOf(id)).find(({ from }) => from === 'bot')!
    const button = asked.extras.buttons!.flat()[0]!
    await house.store.write(id, tx =>
      tx.messages.remember({ accountId: account, remoteChat: sara.chat, remoteId: 'b1', messageId: asked.id }),
    )
    await sara.presses(button.value, 'b1')
    const pressed = (await house.messagesOf(id)).find(({ extras }) => extras.pressed)
    expect(pressed?.text).toBe(button.label)
  })

  it('notes that a customer blocked us, and that they are back with their next word', async () => {
    const sara = house.customer()
    await sara.says('سلام')
    await sara.hear({ ...sara.of('update:1'), kind: 'reachable', reachable: false })
    const known = async () => (await house.store.read.customers.person(account, sara.chat))!.identity
    expect((await known()).reachable).toBe(false)
    await sara.says('برگشتم')
    expect((await known()).reachable).toBe(true)
    const notices = (await house.messagesOf(await sara.thread())).map(({ notice }) => notice?.code).filter(Boolean)
    expect(notices).toContain('blocked')
  })

  it('takes a shared number only where it is the sender’s own', async () => {
    const sara = house.customer()
    await sara.says('', { contact: { name: 'دوستم', phone: '+989120000001', own: false } })
    const known = async () => (await house.store.read.customers.person(account, sara.chat))!.identity
    expect((await known()).phone).toBeNull()
    await sara.says('', { contact: { name: 'سارا', phone: '+989120000002', own: true } })
    expect(await known()).toMatchObject({ phone: '+989120000002', phoneVerified: true })
  })

  it('keeps learning while a person is awaited, and says nothing', async () => {
    const sara = house.customer()
    await sara.says('اپراتور')
    const id = await sara.thread()
    const words = (await house.messagesOf(id)).filter(({ from }) => from === 'bot').length
    await sara.says('سفارش ۷۶۵۴۳۲۱ خراب رسید', { files: [file] })
    const thread = await house.threadOf(id)
    expect(thread).toMatchObject({ turn: 'waiting', orderCode: '7654321', topic: 'damaged' })
    expect((await house.store.read.cases.byId(thread.caseId!))?.facts.photos).toHaveLength(1)
    const said = await house.messagesOf(id)
    expect(said.filter(({ from }) => from === 'bot')).toHaveLength(words)
    expect(said.filter(({ notice }) => notice?.code === 'handed_over')).toHaveLength(1)
  })

  it('follows the name a customer has today', async () => {
    const sara = house.customer('سارا')
    await sara.says('سلام')
    await sara.hear({
      ...sara.of('n1'),
      sender: { remoteId: sara.chat, name: 'سارا رضایی' },
      kind: 'message',
      text: 'من',
      files: [],
    })
    const [row] = await house.store.read.threads.rows([await sara.thread()])
    expect(row?.customerName).toBe('سارا رضایی')
  })
})
