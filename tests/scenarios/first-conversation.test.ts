import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { ThreadDetail, ThreadListRow } from '../../src/api/schemas/threads.ts'
import type { BotApi, CustomerPhone, PhoneMessage } from '../../src/sandbox/telegram/contract.ts'
import { startBotApi } from '../../src/sandbox/telegram/server.ts'
import type { ApiClient } from '../support/client.ts'
import { newPlace, type Place, settingsFor, startService } from '../support/service.ts'

const cup = () =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: '#a8763e' } })
    .jpeg()
    .toBuffer()

const stories = [
  {
    language: 'fa',
    person: { firstName: 'سارا', lastName: 'محمدی', languageCode: 'fa' },
    topic: 'خراب یا آسیب‌دیده است',
    code: 'کدش DK-۱۲۳ ۴۵۶۷ هست',
    canonical: 'DK1234567',
    description: 'دسته‌ی فنجان شکسته بود',
    answer: 'سلام سارا جان، همین امروز یکی دیگر می‌فرستیم.',
    thanks: 'خیلی ممنون 🙏',
    greets: /سلام/,
  },
  {
    language: 'en',
    person: { firstName: 'Emily', languageCode: 'en' },
    topic: /damaged/i,
    code: 'my code is SNP 00412',
    canonical: 'SNP00412',
    description: 'The handle of the cup was broken',
    answer: 'Sorry about that, Emily. A new one leaves today.',
    thanks: 'Thank you!',
    greets: /hello/i,
  },
]

describe.each([{ mode: 'polling' }, { mode: 'webhook' }])('the first conversation, by $mode', ({ mode }) => {
  let api: BotApi
  let place: Place
  let service: Awaited<ReturnType<typeof startService>>
  let agent: ApiClient
  beforeAll(async () => {
    api = await startBotApi()
    place = await newPlace()
    const publicUrl: Record<string, string> = mode === 'webhook' ? { PUBLIC_URL: place.url } : {}
    service = await startService({ ...settingsFor(api, api.bot()), ...publicUrl }, place)
    agent = await service.admin()
  })
  afterAll(async () => {
    await service.close()
    await api.close()
    await place.remove()
  })

  const label = (message: PhoneMessage, wanted: string | RegExp) =>
    message.buttons.flat().find(({ label }) => (typeof wanted === 'string' ? label === wanted : wanted.test(label)))!
      .label

  /** The customer tells the bot everything it asks, with a photo. */
  async function intake(phone: CustomerPhone, story: (typeof stories)[number]) {
    phone.start()
    const greeting = await phone.next(({ buttons }) => buttons.length > 0)
    expect(greeting.text).toMatch(story.greets)
    phone.press(greeting.id, label(greeting, story.topic))
    await phone.next()
    phone.say(story.code)
    await phone.next()
    phone.send('photo', { bytes: await cup() })
    await phone.next()
    phone.say(story.description)
  }

  it.each(stories)('goes from the customer to the bot, the agent and back ($language)', async story => {
    const live = await agent.live()
    const phone = api.customer(api.bot(), story.person)
    await intake(phone, story)

    // the agent sees it waiting, with all that was learned
    const row = await live.thread(
      ({ turn, customer }) => turn === 'waiting' && customer.name.startsWith(story.person.firstName),
    )
    const { threads } = await agent.get<{ threads: ThreadListRow[] }>('/api/threads?view=waiting')
    expect(threads.map(({ id }) => id)).toContain(row.id)
    const path = `/api/threads/${row.id}`
    const thread = await agent.get<ThreadDetail>(path)
    expect(thread).toMatchObject({
      turn: 'waiting',
      orderCode: story.canonical,
      customer: { language: story.language },
      case: {
        state: 'waiting',
        topic: 'damaged',
        facts: { orderCode: story.canonical, description: story.description },
        missing: [],
      },
    })

    // the photo came after the words, and is served to the agent alone
    const [photo] = thread.case!.facts.photos!
    const stored = await live.message(({ files }) => files.some(file => file.state === 'stored'))
    expect(stored.files[0]!.key).toBe(photo)
    const served = await agent.call('GET', `/api/files/${photo}`)
    expect(served.headers.get('content-type')).toBe('image/jpeg')
    expect(served.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await fetch(`${place.url}/api/files/${photo}`)).status).toBe(401)

    // takes it, answers, and the customer reads it
    await agent.post(`${path}/take`)
    const sent = await agent.post<MessageView>(`${path}/messages`, { text: story.answer })
    const read = await phone.next(({ text }) => text === story.answer)
    expect(read.from).toBe('bot')
    await live.message(({ id, send }) => id === sent.id && send?.state === 'sent')

    // the customer writes back: it is the agent's, and the bot keeps silent
    phone.say(story.thanks, { replyTo: read.id })
    const thanks = await live.message(({ text, from }) => text === story.thanks && from === 'customer')
    expect(thanks.replyTo).toMatchObject({ id: sent.id })
    await agent.post(`${path}/notes`, { text: 'به انبار گفتم' })
    await agent.post(`${path}/close`, { outcome: { action: 'replacement' } })
    expect(await agent.get<ThreadDetail>(path)).toMatchObject({
      turn: 'closed',
      case: null,
      earlierCases: [{ outcome: { action: 'replacement' } }],
    })
    const seen = phone.messages().map(({ text }) => text)
    expect(seen.at(-1)).toBe(story.thanks)
    expect(seen).not.toContain('به انبار گفتم')
    live.close()
  })

  it('never writes a customer’s words, a number or a token into its log', async () => {
    const phone = api.customer(api.bot(), { firstName: 'رازدار', languageCode: 'fa' })
    phone.say('رمز من گل‌سرخ است، شماره‌ام 09123456789')
    await phone.next()
    const log = service.logged.join('\n')
    expect(log.length).toBeGreaterThan(100)
    for (const secret of ['گل‌سرخ', '9123456789', 'رازدار', api.bot().token]) expect(log).not.toContain(secret)
  })
})
