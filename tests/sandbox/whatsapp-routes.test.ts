import { afterEach, expect, it } from 'vitest'
import { picture } from '../../src/sandbox/samples/pictures.ts'
import { openWhatsApp, type SandboxWhatsApp } from '../../src/sandbox/whatsapp.ts'
import { servePage } from './page.ts'
import { sandbox } from './telegram/start.ts'
import { barePage, linkedPage, wireText } from './whatsapp-web/bare-page.ts'

const open: SandboxWhatsApp[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(each => each.close()))
})

async function page() {
  const { api, bot } = await sandbox()
  const whatsapp = await openWhatsApp(undefined, '/usr/bin/chromium', { pageFile: null })
  open.push(whatsapp)
  const served = await servePage(api, bot, whatsapp)
  const state = async () => (await served.state()).whatsapp
  const make = async (body: object) => {
    const answer = await served.send('whatsapp/customers', body)
    return (await answer.json()) as { number: string; shop: string }
  }
  return { ...served, whatsapp, state, make }
}

async function withSara() {
  const served = await page()
  const { number } = await served.make({ name: 'سارا' })
  const sara = served.whatsapp.phone.customer(number)
  return {
    ...served,
    sara,
    does: (deed: string, body = {}) => served.send(`whatsapp/customers/${number}/${deed}`, body),
  }
}

it('the page makes a customer, who writes, answers, edits, reacts and deletes, and is seen with it', async () => {
  const { state, does, whatsapp, sara } = await withSara()
  await does('say', { text: 'سلام' })
  const hello = whatsapp.phone.sendFromPhone(sara.number, 'بفرمایید')
  await does('say', { text: 'قوری شکسته', replyTo: hello.id })
  const [, , broken] = sara.messages()
  await does('edit', { messageId: broken?.id, text: 'قوری شکسته است' })
  await does('react', { messageId: hello.id, emoji: '🙏' })
  await does('say', { text: 'اشتباه شد' })
  await does('revoke', { messageId: sara.messages().at(-1)?.id })
  const [person] = (await state()).people
  expect([person?.name, person?.shop, person?.messages.map(({ text }) => text)]).toEqual([
    'سارا',
    '989120000001',
    ['سلام', 'بفرمایید', 'قوری شکسته است', ''],
  ])
  const [, shops, answer, gone] = person?.messages ?? []
  expect([shops?.reactions, answer?.replyTo, answer?.edited, gone?.revoked]).toEqual([
    [{ from: 'customer', emoji: '🙏' }],
    hello.id,
    true,
    true,
  ])
})

it('several photos go as one album, each made a JPEG as a phone would, and can be looked at', async () => {
  const { root, sara, does } = await withSara()
  const content = (await picture('brokenCup')).bytes.toString('base64')
  const photo = { as: 'photo', name: 'a.jpg', content }
  await does('send', { files: [photo, photo], caption: 'دو عکس' })
  const [one, two] = sara.messages()
  expect([one?.text, one?.album === two?.album, typeof one?.album]).toEqual(['دو عکس', true, 'string'])
  const shown = await fetch(`${root}/sandbox/api/whatsapp/files/${two?.files[0]?.fileId}`)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
})

it('a voice note, a video, a document, a place and a card go as what they are', async () => {
  const { root, sara, does } = await withSara()
  const content = Buffer.from('<script>alert(1)</script>').toString('base64')
  await does('send', {
    files: [
      { as: 'voice', name: 'voice.ogg', mime: 'audio/ogg', content, duration: 2 },
      { as: 'video', name: 'film.mp4', mime: 'video/mp4', content },
      { as: 'document', name: 'صفحه.html', mime: 'text/html', content },
    ],
  })
  await does('location', { latitude: 35.7, longitude: 51.3 })
  await does('contact', { phone: '+989351234567', own: true })
  const shown = sara.messages()
  expect(shown.map(({ files, location, contact }) => files[0]?.as ?? location?.latitude ?? contact?.phone)).toEqual([
    'voice',
    'video',
    'document',
    35.7,
    '+989351234567',
  ])
  const saved = await fetch(`${root}/sandbox/api/whatsapp/files/${shown[2]?.files[0]?.fileId}`)
  expect([saved.headers.get('content-type'), saved.headers.get('content-disposition')]).toEqual([
    'application/octet-stream',
    expect.stringMatching(/^attachment/),
  ])
})

it("what the shop sends arrives by itself, and is read once the customer's chat is looked at", async () => {
  const { whatsapp, live, sara, does } = await withSara()
  const { page: linked } = await linkedPage(whatsapp.web, whatsapp.phone.number)
  const { hears, stop } = await live()
  await linked.ask('sendMsg', { msg: wireText(sara.wid(), '3EB01', 'بفرمایید') })
  await linked.ask('chatState', { to: sara.wid(), v: 'typing' })
  expect(await hears('"ticks":"delivered"')).toContain('data: {"on":"whatsapp","kind":"message"')
  await does('read')
  await hears('"ticks":"read"')
  expect(await hears('"action":"typing"')).toContain(`"person":"${sara.number}"`)
  stop()
})

it("a new phone scans what the console shows, and becomes a number of the shop's that customers can write to", async () => {
  const { whatsapp, send, state, make, live } = await page()
  const waits = await barePage(whatsapp.web)
  await waits.frame('pair')
  expect((await state()).waiting).toEqual([{ number: null }])
  const answer = await send('whatsapp/phone/scan', {})
  const { number } = (await answer.json()) as { number: string }
  await waits.frame('paired')
  const { phones, waiting } = await state()
  expect([number, phones.map(phone => [phone.number, phone.devices.length]), waiting]).toEqual([
    '989120000002',
    [
      ['989120000001', 0],
      ['989120000002', 1],
    ],
    [],
  ])
  const { hears, stop } = await live()
  const { number: customer, shop } = await make({ name: 'علی', shop: number })
  await send(`whatsapp/customers/${customer}/say`, { text: 'سلام' })
  expect([shop, await hears('سلام')]).toEqual([number, expect.stringContaining(`"shop":"${number}"`)])
  stop()
})

it('the phone of that number takes the code that the console shows', async () => {
  const { whatsapp, send, state } = await page()
  const waits = await barePage(whatsapp.web)
  await waits.frame('pair')
  await waits.ask('pairingCode', { phone: '989120000005' })
  expect((await state()).waiting).toEqual([{ number: '989120000005' }])
  const other = await send('whatsapp/phone/scan', { number: '989120000001' })
  expect(await other.json()).toMatchObject({ title: expect.stringContaining('989120000005') })
  expect(await (await send('whatsapp/phone/scan', {})).json()).toEqual({ number: '989120000005' })
})

it("the shop's phone writes by hand, and takes its linked device off", async () => {
  const { whatsapp, send, state, sara } = await withSara()
  const { number } = whatsapp.phone
  const { page: linked } = await linkedPage(whatsapp.web, number)
  await send(`whatsapp/phone/${number}/send`, { to: sara.number, text: 'از گوشی' })
  expect(sara.messages()).toMatchObject([{ from: 'shop', text: 'از گوشی', ticks: 'delivered' }])
  expect((await state()).phones).toMatchObject([{ number, online: true }])
  await send(`whatsapp/phone/${number}/logout`, {})
  await linked.frame('unlinked')
  expect((await state()).phones).toMatchObject([{ number, devices: [] }])
})

it('another site may not write', async () => {
  const { root, send, make } = await page()
  const from = (origin: string) => send('whatsapp/customers', { name: 'x' }, { origin })
  expect([(await from('https://evil.example')).status, (await from(root)).status]).toEqual([403, 200])
  expect(await make({ name: 'y' })).toMatchObject({ name: 'y' })
})

it.each([
  ['say', { text: '  ' }, 'Write something first.'],
  ['say', { text: 'x', replyTo: 'none' }, 'There is no such message'],
  ['send', { files: [{ as: 'photo', name: 'a.txt', content: 'bm8=' }] }, 'a.txt is not a picture.'],
  ['react', { messageId: 'x', emoji: 'hello' }, 'not an emoji'],
  ['contact', { phone: 'TEL\nX:1', own: true }, 'no phone number'],
  ['press', {}, 'A customer cannot do that.'],
])('what cannot be done is said in a sentence: %s', async (deed, body, sentence) => {
  const { does } = await withSara()
  const answer = await does(deed, body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ title: expect.stringContaining(sentence) })
})

it("a customer changes only the customer's own words, in the customer's own chat", async () => {
  const { does, whatsapp, sara, make } = await withSara()
  const shops = whatsapp.phone.sendFromPhone(sara.number, 'بفرمایید')
  const other = whatsapp.phone.customer((await make({ name: 'علی' })).number).text('مال من')
  for (const messageId of [shops.id, other.id])
    for (const deed of ['edit', 'revoke']) expect((await does(deed, { messageId, text: 'x' })).status).toBe(400)
  expect((await does('react', { messageId: other.id, emoji: '👍' })).status).toBe(400)
})

it('nobody is there, no code is shown: it is said so', async () => {
  const { send } = await page()
  const titles = await Promise.all(
    [
      send('whatsapp/customers/98/say', { text: 'x' }),
      send('whatsapp/customers', { name: 'x', shop: '1' }),
      send('whatsapp/customers', { name: 'x\ny' }),
      send('whatsapp/phone/scan', {}),
      send('whatsapp/phone/1/logout', {}),
      send('whatsapp/phone/989120000001/fly', {}),
      send('whatsapp/phone/989120000001/send', { to: '98', text: 'x' }),
    ].map(async answer => ((await (await answer).json()) as { title: string }).title),
  )
  expect(titles).toEqual([
    'There is no such customer in the sandbox.',
    'The shop has no such number.',
    expect.stringContaining('A name is one line.'),
    'The console shows no code now.',
    'The shop has no such number.',
    "The shop's phone cannot do that.",
    'There is no such customer here.',
  ])
})

it.each([
  ['off', 'WHATSAPP'],
  ['real', 'WHATSAPP=on'],
  ['no_browser', 'apt-get install chromium'],
] as const)('where there is no WhatsApp it says why: %s', async (absence, words) => {
  const { api, bot } = await sandbox()
  const { send, state } = await servePage(api, bot, absence)
  expect((await state()).whatsapp).toMatchObject({ absent: absence, people: [] })
  const answer = await send('whatsapp/customers', { name: 'x' })
  expect([answer.status, await answer.json()]).toEqual([
    404,
    expect.objectContaining({ title: expect.stringContaining(words) }),
  ])
})
