import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import type { BusinessPhone, WhatsAppCustomer, WhatsAppWeb } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../../src/sandbox/whatsapp-web/server.ts'
import { chromiumTree, killProcesses, totals } from '../../support/chromium-tree.ts'
import { removeProfiles, type Stock, stock } from './client.ts'

const image = randomBytes(40_000)
const folder = mkdtempSync(join(tmpdir(), 'whatsapp-'))
let double: WhatsAppWeb
let phone: BusinessPhone
let ana: WhatsAppCustomer
let shop: Stock

beforeAll(async () => {
  double = await startWhatsAppWeb({ chromium: inject('chromium'), behaviour: { syncDelayMs: 50 } })
  phone = double.phone('5511900000001', { pushname: 'Padaria Azul' })
  ana = phone.customer('5511988887777', { pushname: 'Ana' })
  shop = stock(double, folder)
  await shop.client.initialize()
  await shop.until('qr')
  phone.scanShown()
  await shop.until('ready')
})
afterEach(() => double.clearFaults())
afterAll(async () => {
  await shop.end()
  await double.close()
  await removeProfiles(folder)
})

async function restart(): Promise<void> {
  await shop.end()
  shop = stock(double, folder)
  await shop.client.initialize()
  await shop.until('ready')
  expect(shop.times('qr')).toBe(0)
}

const arrival = (id: string) => shop.until('message', each => each.id.id === id).then(([message]) => message)
const arrivals = (id: string) =>
  shop.said.filter(({ event, args }) => event === 'message' && args[0].id.id === id).length
/** What comes after it has come too, once this is there. */
const fence = () => arrival(ana.text('fence').id)
const send = (body: string, options = {}) => shop.client.sendMessage(ana.wid(), body, { sendSeen: false, ...options })
const soon = <T>(work: Promise<T>, ms: number) =>
  Promise.race([
    work.catch((error: Error) => error),
    new Promise<'nothing'>(resolve => setTimeout(() => resolve('nothing'), ms)),
  ])

describe('a message of the shop', () => {
  it('that WhatsApp refuses resolves all the same, and then has failed', async () => {
    double.fault('sendMsg', { mode: 'nack' })
    const message = await send('nack')
    await shop.until('message_ack', (each, ack) => each.id.id === message.id.id && ack === -1)
  })

  it('can be swallowed, or be delivered without a word', async () => {
    double.fault('sendMsg', { mode: 'silent' })
    double.fault('sendMsg', { mode: 'lostAck' })
    const lost = await send('silent')
    const there = await send('lostack')
    await ana.waitForMessage(({ body }) => body === 'lostack')
    expect(ana.received.some(({ id }) => id === lost.id.id)).toBe(false)
    expect((await shop.client.getMessageById(there.id._serialized)).ack).toBe(0)
  })

  it('can fail in the page, or never end', async () => {
    double.fault('preSend', { mode: 'throw', message: 'boom' })
    double.fault('preSend', { mode: 'hang' })
    expect(await soon(send('x'), 3000)).toMatchObject({ message: expect.stringContaining('boom') })
    expect(await soon(send('x'), 300)).toBe('nothing')
  })

  it('is lost too where marking the chat as read fails', async () => {
    double.fault('sendSeen', { mode: 'throw', message: 'markedUnread' })
    expect(await soon(send('seenfail', { sendSeen: true }), 3000)).toBeInstanceOf(Error)
    expect(ana.received.filter(({ body }) => body === 'seenfail')).toEqual([])
  })

  it('can be late', async () => {
    double.fault('sendMsg', { delayMs: 300 })
    const message = await send('slow')
    expect(message.ack).toBe(0)
    await ana.waitForMessage(({ body }) => body === 'slow')
  })

  it('to a number without an account is refused, once the account has moved to LIDs', async () => {
    phone.behaviour.lidMigrated = true
    const bob = phone.customer('5511933332222', { lid: '333333333333333' })
    expect(await soon(shop.client.sendMessage('5511911110000@c.us', 'x'), 5000)).toMatchObject({
      message: expect.stringContaining('No LID for user'),
    })
    const message = await shop.client.sendMessage('5511933332222@c.us', 'novo')
    phone.behaviour.lidMigrated = false
    expect(message.id.remote).toBe('333333333333333@lid')
    await bob.waitForMessage()
  })
})

it('files can be gone, broken or damaged, and be had at the next attempt', async () => {
  const uploading = await arrival(ana.image(image, { stage: 'REUPLOADING' }).id)
  expect(await uploading.downloadMedia()).toBeUndefined()
  const photo = await arrival(ana.image(image).id)
  for (const mode of ['404', '500', 'corrupt']) double.fault('media', { mode })
  expect(await photo.downloadMedia()).toBeUndefined()
  expect(await soon(photo.downloadMedia(), 3000)).toBeInstanceOf(Error)
  expect(await soon(photo.downloadMedia(), 3000)).toMatchObject({ message: expect.stringContaining('HashMismatch') })
  expect(Buffer.from((await photo.downloadMedia()).data, 'base64').equals(image)).toBe(true)
})

it('one message can come twice, and ready too', async () => {
  const { id } = ana.text('dup')
  await arrival(id)
  phone.redeliver(id)
  await fence()
  expect(arrivals(id)).toBe(2)
  const before = shop.times('ready')
  const from = shop.said.length
  phone.resync()
  await shop.until('ready', () => shop.times('ready') === before + 2, { from })
})

it('a chat moves to its LID: what was known by its old id is gone', async () => {
  const eva = phone.customer('5511922221111', { lid: '444444444444444' })
  const before = await arrival(eva.text('antes').id)
  phone.migrateToLid(eva.number)
  const after = await arrival(eva.text('depois').id)
  expect(after.id.remote).toBe('444444444444444@lid')
  expect(await shop.client.getMessageById(before.id._serialized)).toBeNull()
  await before.reply('com citação', '444444444444444@lid')
  expect((await eva.waitForMessage()).quotedId).toBeUndefined()
})

describe('the connection', () => {
  it('is cut and comes back: nothing is lost in either direction', async () => {
    const from = shop.said.length
    const over = phone.drop(600)
    await shop.until('change_state', state => state === 'OPENING', { from })
    const { id } = ana.text('no escuro')
    expect((await send('na fila')).ack).toBe(0)
    await over
    await shop.until('change_state', state => state === 'CONNECTED', { from })
    await arrival(id)
    await ana.waitForMessage(({ body }) => body === 'na fila')
    expect(shop.times('disconnected')).toBe(0)
  })

  it('outlives a reload of the page', async () => {
    const from = shop.said.length
    phone.reloadPage()
    await shop.until('ready', () => true, { from })
    const { id } = ana.text('depois do reload')
    await arrival(id)
    await fence()
    expect(arrivals(id)).toBe(1)
  })

  it('stands still while the page is frozen', async () => {
    phone.freezePage(400)
    expect(await shop.client.getState()).toBe('CONNECTED')
  })
})

describe('a restart', () => {
  it('keeps the session; what came meanwhile is there without an event', async () => {
    await shop.end()
    const missed = [ana.text('um'), ana.image(image, { caption: 'dois' })]
    await restart()
    await fence()
    expect(missed.map(({ id }) => arrivals(id))).toEqual([0, 0])
    const chat = (await shop.client.getChats()).find(({ id }) => id._serialized === ana.wid())
    expect(chat?.unreadCount).toBeGreaterThanOrEqual(missed.length)
    const list = await chat!.fetchMessages({ limit: 30 })
    const picture = list.find(({ id }) => id.id === missed[1]!.id)
    expect(list.some(({ id }) => id.id === missed[0]!.id)).toBe(true)
    expect(Buffer.from((await picture!.downloadMedia()).data, 'base64').equals(image)).toBe(true)
  })

  it('can bring what came meanwhile as events', async () => {
    await shop.end()
    double.behaviour.offlineDelivery = 'after-sync'
    const { id } = ana.text('tarde')
    await restart()
    await arrival(id)
    double.behaviour.offlineDelivery = 'before-sync'
  })

  it('follows the death of a renderer, of which only the page tells', async () => {
    const tree = chromiumTree(shop.profile)
    expect(tree[0]?.type).toBe('browser')
    expect(totals(tree).pssMb).toBeGreaterThan(50)
    const died = new Promise(resolve => shop.client.pupPage!.once('error', resolve))
    killProcesses(tree, 'renderer')
    await died
    expect(shop.times('disconnected')).toBe(0)
    await restart()
  })

  it('follows the death of the browser, on the same profile', async () => {
    const gone = new Promise<void>(resolve => shop.client.pupBrowser!.once('disconnected', () => resolve()))
    expect(killProcesses(chromiumTree(shop.profile), 'browser')).toHaveLength(1)
    await gone
    await restart()
  })
})
