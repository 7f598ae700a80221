import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { ThreadDetail } from '../../src/api/schemas/threads.ts'
import type { BusinessPhone, WhatsAppCustomer, WhatsAppWeb } from '../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../src/sandbox/whatsapp-web/server.ts'
import type { ApiClient, Live } from '../support/client.ts'
import { startService } from '../support/service.ts'
import { linkNumber, settingsForWhatsApp } from '../support/whatsapp.ts'

const cup = () =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: '#a8763e' } })
    .jpeg()
    .toBuffer()

const stories = [
  {
    language: 'fa',
    name: 'سارا',
    opening: 'سلام',
    greets: /سلام/,
    topic: '۱',
    code: 'کدش DK-۱۲۳ ۴۵۶۷ هست',
    canonical: 'DK1234567',
    description: 'دسته‌ی فنجان شکسته بود',
    answer: 'سلام سارا جان، همین امروز یکی دیگر می‌فرستیم.',
    thanks: 'خیلی ممنون 🙏',
  },
  {
    language: 'en',
    name: 'Emily',
    opening: 'Hello there, good morning',
    greets: /hello/i,
    topic: 'damged or broken',
    code: 'my code is SNP 00412',
    canonical: 'SNP00412',
    description: 'The handle of the cup was broken',
    answer: 'Sorry about that, Emily. A new one leaves today.',
    thanks: 'Thank you!',
  },
]

describe.each([
  { build: 'before July 2026', msgKeyField: '_serialized' as const },
  { build: 'since July 2026', msgKeyField: '$1' as const },
])('the first conversation on WhatsApp ($build)', ({ msgKeyField }) => {
  let web: WhatsAppWeb
  let phone: BusinessPhone
  let service: Awaited<ReturnType<typeof startService>>
  let agent: ApiClient
  let live: Live
  beforeAll(async () => {
    web = await startWhatsAppWeb({ chromium: inject('chromium') })
    web.behaviour.page.msgKeyField = msgKeyField
    phone = web.phone('989120000001', { pushname: 'فروشگاه' })
    service = await startService(settingsForWhatsApp(web))
    agent = await service.admin()
    live = await agent.live()
    await linkNumber(agent, phone)
  })
  afterAll(async () => {
    live.close()
    await service.close()
    await web.close()
  })

  /** The customer tells the bot everything it asks, choosing by number or by words. */
  async function intake(customer: WhatsAppCustomer, story: (typeof stories)[number]) {
    customer.text(story.opening)
    const greeting = await customer.waitForMessage()
    expect(greeting.body).toMatch(story.greets)
    expect(greeting.body).toMatch(/^[1۱]\. /m)
    customer.text(story.topic)
    await customer.waitForMessage()
    customer.text(story.code)
    await customer.waitForMessage()
    customer.image(await cup())
    await customer.waitForMessage()
    customer.text(story.description)
    await customer.waitForMessage()
  }

  it.each(stories)('goes from the customer to the bot, the agent and back ($language)', async story => {
    const customer = phone.customer(`98912000100${stories.indexOf(story)}`, { pushname: story.name })
    await intake(customer, story)

    // the agent sees it waiting, with all that was learned and the number WhatsApp proves
    const row = await live.thread(({ turn, customer: { name } }) => turn === 'waiting' && name === story.name, 10_000)
    const path = `/api/threads/${row.id}`
    const stored = await live.message(({ threadId, files }) => threadId === row.id && files[0]?.state === 'stored')
    const thread = await agent.get<ThreadDetail>(path)
    expect(thread).toMatchObject({
      orderCode: story.canonical,
      customer: { language: story.language },
      identities: [{ channel: 'whatsapp', phone: `+${customer.number}`, phoneVerified: true }],
      case: { topic: 'damaged', facts: { orderCode: story.canonical, description: story.description }, missing: [] },
    })

    // the photo came after the words
    const [photo] = thread.case!.facts.photos!
    expect(stored).toMatchObject({ channel: 'whatsapp', files: [{ key: photo }] })
    const served = await agent.call('GET', `/api/files/${photo}`)
    expect(Buffer.from(await served.arrayBuffer())).toEqual(await cup())

    // takes it, reads, writes and answers: the customer sees all of it
    await agent.post(`${path}/read`, { seq: thread.lastSeq })
    await agent.post(`${path}/take`)
    await agent.post(`${path}/typing`)
    const chat = customer.wid()
    await web.waitFor(event => event.type === 'seen' && event.chat === chat)
    await web.waitFor(event => event.type === 'chat_state' && event.to === chat && event.value === 'typing')
    const sent = await agent.post<MessageView>(`${path}/messages`, { text: story.answer })
    const read = await customer.waitForMessage(({ body }) => body === story.answer)

    // one tick, two, and two blue ones
    const ticks = (state: string) => live.message(({ id, send }) => id === sent.id && send?.state === state)
    await ticks('sent')
    phone.ack(read.id, 'delivered')
    await ticks('delivered')
    phone.ack(read.id, 'read')
    await ticks('read')

    // the customer answers it, and the bot keeps silent
    customer.text(story.thanks, { quote: read.id })
    const thanks = await live.message(({ text, from }) => text === story.thanks && from === 'customer')
    expect(thanks.replyTo).toMatchObject({ id: sent.id })
    await agent.post(`${path}/notes`, { text: 'به انبار گفتم' })
    await agent.post(`${path}/close`, { outcome: { action: 'replacement' } })
    expect(customer.received.map(({ body }) => body).at(-1)).toBe(story.answer)
    expect(customer.received.map(({ body }) => body)).not.toContain('به انبار گفتم')
  })

  it('shows what the owner wrote on the phone, and the bot leaves them the word', async () => {
    const customer = phone.customer('989120001009', { pushname: 'رضا' })
    customer.text('سلام، سفارشم نرسیده')
    await customer.waitForMessage()
    phone.sendFromPhone(customer.number, 'سلام، خودم پیگیری می‌کنم')
    const byHand = await live.message(({ text }) => text === 'سلام، خودم پیگیری می‌کنم')
    expect(byHand).toMatchObject({ from: 'agent', agent: null, elsewhere: true, send: { state: 'sent' } })
    const before = customer.received.length
    customer.text('DK-1234567')
    await live.message(({ text, from }) => text === 'DK-1234567' && from === 'customer')
    const thread = await agent.get<ThreadDetail>(`/api/threads/${byHand.threadId}`)
    expect(thread).toMatchObject({ turn: 'waiting', orderCode: 'DK1234567' })
    expect(customer.received.length).toBe(before)
  })

  it('never writes a customer’s words, a number or a code to scan into its log', async () => {
    const customer = phone.customer('989120001008', { pushname: 'رازدار' })
    customer.text('رمز من گل‌سرخ است')
    await customer.waitForMessage()
    const log = service.logged.join('\n')
    expect(log.length).toBeGreaterThan(100)
    for (const secret of ['گل‌سرخ', '9120001008', '989120000001', 'رازدار']) expect(log).not.toContain(secret)
  })
})
