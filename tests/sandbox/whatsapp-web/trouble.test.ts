import { expect, it } from 'vitest'
import { barePage, linkedPage, start, wireText } from './bare-page.ts'

const NUMBER = '5511900000001'

async function open() {
  const double = await start()
  const ana = double.phone(NUMBER).customer('5511988887777')
  return { double, ana, phone: double.phone(NUMBER), ...(await linkedPage(double, NUMBER)) }
}

it('plays faults in the order they were told, as often as told', async () => {
  const { double, ana, page } = await open()
  double.fault('sendSeen', { mode: 'throw', message: 'broken', name: 'TypeError', times: 2 })
  double.fault('sendSeen', { mode: 'null' })
  const seen = () =>
    page.ask('sendSeen', { chat: ana.wid() }).catch((error: Error) => `${error.name}: ${error.message}`)
  expect([await seen(), await seen(), await seen(), await seen()]).toEqual([
    'TypeError: broken',
    'TypeError: broken',
    null,
    true,
  ])
})

it('refuses, swallows, or takes a message without saying so', async () => {
  const { double, ana, page } = await open()
  const send = (id: string) => page.ask('sendMsg', { msg: wireText(ana.wid(), id, id) })
  double.fault('sendMsg', { mode: 'nack' })
  double.fault('sendMsg', { mode: 'silent' })
  double.fault('sendMsg', { mode: 'lostAck' })
  const answers = [await send('1'), await send('2'), await send('3')]
  expect(answers).toEqual([{ nack: 463 }, { silent: true }, { silent: true }])
  expect(ana.received.map(({ id }) => id)).toEqual(['3'])
})

it('keeps what came while a page was away until the page has acknowledged it', async () => {
  const { double, ana, page, device } = await open()
  await page.close()
  const texts = ['um', 'dois', 'três']
  for (const text of texts) ana.text(text)
  double.behaviour.offlineDelivery = 'split'
  const again = await barePage(double, device, page.keys)
  const { chats } = await again.frame('welcome')
  expect([chats[0]?.msgs, chats[0]?.unreadCount]).toEqual([[], 0])
  again.send({ t: 'welcomed' })
  const early = [await again.frame('push'), await again.frame('push')]
  await again.frame('synced')
  again.send({ t: 'listening' })
  const late = await again.frame('push')
  expect([...early, late].map(({ seq }) => seq)).toEqual([early[0]!.seq, early[0]!.seq + 2, early[0]!.seq + 1])
  for (const { seq } of early) again.send({ t: 'pushack', seq })
  await double.waitFor(event => event.type === 'pushack' && event.seq === early[1]!.seq)
  await again.close()
  double.behaviour.offlineDelivery = 'before-sync'
  const third = await barePage(double, device, page.keys)
  await third.frame('welcome')
  third.send({ t: 'welcomed' })
  expect((await third.frame('push')).seq).toBe(late.seq)
})

it('cuts the line, and lets nobody in before it is over', async () => {
  const { double, phone, page, device } = await open()
  const over = phone.drop(150)
  await double.waitFor('page_gone')
  expect(phone.online).toBe(false)
  const early = await barePage(double, device, page.keys)
  await double.waitFor('login_refused')
  await over
  await early.close()
  const late = await barePage(double, device, page.keys)
  await late.frame('welcome')
  expect(phone.online).toBe(true)
})

it('acknowledges by itself where it was told to', async () => {
  const { phone, ana, page, double } = await open()
  phone.behaviour.autoAck = 'read'
  const read = new Promise<void>(resolve => {
    double.watch(phone, change => {
      if (change.kind === 'message' && change.message.ticks === 'read') resolve()
    })
  })
  await page.ask('sendMsg', { msg: wireText(ana.wid(), '1', 'oi') })
  await read
  expect(ana.received[0]?.ack).toBe(3)
})

it('knows no chat with a number that is not on WhatsApp', async () => {
  const { phone, page, ana } = await open()
  phone.customer('5511911110000', { registered: false })
  await expect(page.ask('findChat', { id: '5511911110000@c.us' })).rejects.toThrow('No LID for user')
  expect(await page.ask('queryExists', { id: '5511911110000@c.us' })).toBeNull()
  phone.behaviour.lidMigrated = true
  phone.customer(ana.number, { lid: '333' })
  expect(await page.ask('findChat', { id: ana.wid() })).toMatchObject({ id: '333@lid', mapping: { pn: ana.wid() } })
  await expect(page.ask('findChat', { id: '5511922220000@c.us' })).rejects.toThrow('No LID for user')
})

it('says that it has synced as patiently, and as often, as it was told to', async () => {
  const { double, page, device, phone } = await open()
  const again = async () => {
    const next = await barePage(double, device, page.keys)
    const { earlySync } = await next.frame('welcome')
    next.send({ t: 'welcomed' })
    return { next, earlySync }
  }
  double.behaviour.sync = 'racy'
  double.behaviour.resyncOnReconnect = true
  expect(await (await again()).next.frame('synced')).toMatchObject({ patient: false, flap: true })
  double.behaviour.sync = 'early'
  const since = double.count('synced')
  const { next, earlySync } = await again()
  phone.resync()
  expect([earlySync, await next.frame('synced'), double.count('synced')]).toEqual([
    true,
    { t: 'synced', flap: true },
    since,
  ])
})

it('hands a page nothing while it is held back', async () => {
  const { phone, ana, page } = await open()
  phone.behaviour.held = true
  ana.text('held')
  phone.behaviour.held = false
  const { id } = ana.text('free')
  expect(await page.frame('push')).toMatchObject({ p: { msg: { id: { id } } } })
})
