import { expect, it } from 'vitest'
import type { PhoneChange } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { barePage, linkedPage, start, wireText } from './bare-page.ts'

const NUMBER = '5511900000001'

async function open() {
  const double = await start()
  const phone = double.phone(NUMBER)
  const ana = phone.customer('5511988887777', { pushname: 'Ana' })
  const linked = await linkedPage(double, NUMBER)
  return { double, phone, ana, ...linked }
}

it('shows the chat as the customer sees it, with every kind of file', async () => {
  const { double, ana, phone } = await open()
  const question = ana.text('tem bolo?')
  ana.image(Buffer.from('photo'), { caption: 'assim' })
  ana.voice(Buffer.from('voice'))
  ana.document(Buffer.from('paper'), { filename: 'pedido.pdf' })
  ana.location(-23.5, -46.6, { name: 'Casa' })
  ana.vcard('BEGIN:VCARD\nFN:Bia\nTEL:+55 11 96666-5555\nEND:VCARD')
  ana.text('oi grupo', { group: '120363000000000001@g.us' })
  phone.sendFromPhone(ana.number, { text: 'este', image: { bytes: Buffer.from('cake') } })
  const shown = ana.messages()
  expect(shown.map(({ from, text, files }) => [from, text, files[0]?.as, files[0]?.name])).toEqual([
    ['customer', 'tem bolo?', undefined, undefined],
    ['customer', 'assim', 'photo', 'photo.jpg'],
    ['customer', '', 'voice', 'voice.ogg'],
    ['customer', '', 'document', 'pedido.pdf'],
    ['customer', 'Casa', undefined, undefined],
    ['customer', '', undefined, undefined],
    ['shop', 'este', 'photo', 'photo.jpg'],
  ])
  expect(shown[0]?.id).toBe(question.id)
  expect(shown[4]?.location).toEqual({ latitude: -23.5, longitude: -46.6 })
  expect(shown[5]?.contact).toEqual({ name: 'Bia', phone: '+55 11 96666-5555' })
  const [paper] = shown[3]!.files
  expect(double.file(paper!.fileId)).toEqual({
    bytes: Buffer.from('paper'),
    mime: 'application/pdf',
    name: 'pedido.pdf',
  })
  expect(double.file('none')).toBeNull()
})

it("gives a customer's message its ticks as the page gets it and reads it", async () => {
  const { double, phone, ana, page } = await open()
  const ticks: string[] = []
  double.watch(phone, change => {
    if (change.kind === 'message') ticks.push(change.message.ticks)
  })
  ana.text('oi')
  const { seq } = await page.frame('push')
  page.send({ t: 'pushack', seq })
  await page.ask('sendSeen', { chat: ana.wid() })
  expect(ticks).toEqual(['sent', 'delivered', 'read'])
})

it('tells of what the shop does: typing, messages, edits, reactions, ticks, deletions, by page and by hand', async () => {
  const { double, phone, ana, page } = await open()
  const changes: PhoneChange[] = []
  const unwatch = double.watch(phone, change => changes.push(change))
  await page.ask('chatState', { to: ana.wid(), v: 'typing' })
  const msg = wireText(ana.wid(), '3EB01', 'errado')
  await page.ask('sendMsg', { msg })
  const id = `true_${ana.wid()}_3EB01`
  await page.ask('edit', { id, text: 'certo' })
  await page.ask('reaction', { id, text: '❤️' })
  phone.ack('3EB01', 'read')
  await page.ask('revoke', { id, newId: '3EB02' })
  const hand = phone.sendFromPhone(ana.number, 'à mão')
  phone.edit(hand.id, 'com a mão')
  phone.react(hand.id, '👍')
  phone.revoke(hand.id)
  unwatch()
  ana.text('no more')
  const brief = changes.map(change => {
    if (change.kind !== 'message') return change.kind
    const { text, edited, revoked, ticks, reactions } = change.message
    return [text, ticks, edited, revoked, reactions.map(({ from, emoji }) => from + emoji).join()].join(' ')
  })
  expect(brief).toEqual([
    'action',
    'errado sent false false ',
    'certo sent true false ',
    'certo sent true false shop❤️',
    'certo read true false shop❤️',
    ' read true true shop❤️',
    'à mão sent false false ',
    'com a mão sent true false ',
    'com a mão sent true false shop👍',
    ' sent true true shop👍',
  ])
  expect(ana.received[0]).toMatchObject({ edits: ['certo'], revoked: true })
})

it('takes a second send under one id for the first', async () => {
  const { ana, page } = await open()
  const first = await page.ask('sendMsg', { msg: wireText(ana.wid(), '3EB01', 'uma vez') })
  expect(await page.ask('sendMsg', { msg: wireText(ana.wid(), '3EB01', 'uma vez') })).toEqual(first)
  expect(ana.messages()).toHaveLength(1)
})

it('gives each message the business sent to one waiter only', async () => {
  const { ana, page } = await open()
  const both = [ana.waitForMessage(), ana.waitForMessage()]
  for (const id of ['3EB01', '3EB02']) await page.ask('sendMsg', { msg: wireText(ana.wid(), id, id) })
  expect((await Promise.all(both)).map(({ id }) => id)).toEqual(['3EB01', '3EB02'])
  await expect(ana.waitForMessage(() => true, 10)).rejects.toThrow('nothing that fits')
})

it("knows what was sent to somebody who is nobody's customer yet", async () => {
  const { phone, page } = await open()
  const sent = phone.waitForSent()
  await page.ask('sendMsg', { msg: wireText('5511900001111@c.us', '3EB01', 'oi') })
  expect(await sent).toMatchObject({ body: 'oi', customer: undefined })
})

it('sends an album as a head and pictures with ids of their own', async () => {
  const { ana } = await open()
  const { id, items } = ana.album([Buffer.from('1'), Buffer.from('2')], { id: 'HEAD', caption: 'duas' })
  expect(new Set([id, ...items.map(item => item.id)]).size).toBe(3)
  expect(ana.messages().map(({ text }) => text)).toEqual(['duas', ''])
})

it("keeps a message that the owner deletes for himself on the customer's phone", async () => {
  const { phone, ana, page, device, double } = await open()
  const { id } = ana.text('oi')
  phone.deleteForMe(id)
  expect(ana.messages().map(({ text }) => text)).toEqual(['oi'])
  const again = await barePage(double, device, page.keys)
  expect((await again.frame('welcome')).chats[0]?.msgs).toEqual([])
})

it('moves a chat to its LID without losing or doubling anything', async () => {
  const { phone, ana } = await open()
  const before = ana.text('antes')
  phone.sendFromPhone(ana.number, 'sim')
  phone.migrateToLid(ana.number)
  ana.text('depois')
  expect(ana.messages().map(({ text }) => text)).toEqual(['antes', 'sim', 'depois'])
  expect([ana.wid().endsWith('@lid'), ana.messages()[0]?.id === before.id]).toEqual([true, true])
})
