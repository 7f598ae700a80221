import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { ClientOptions } from 'whatsapp-web.js'
import type { BusinessPhone, WhatsAppCustomer, WhatsAppWeb } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../../src/sandbox/whatsapp-web/server.ts'
import { removeProfiles, type Stock, stock } from './client.ts'

let double: WhatsAppWeb
let phone: BusinessPhone
let ana: WhatsAppCustomer
let folder = ''
let shop: Stock

beforeAll(async () => {
  double = await startWhatsAppWeb({ chromium: inject('chromium'), behaviour: { syncDelayMs: 50 } })
  phone = double.phone('5511900000001')
  ana = phone.customer('5511988887777')
})
afterAll(() => double.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whatsapp-'))
})
afterEach(async () => {
  await shop.end()
  await removeProfiles(folder)
  double.behaviour.sync = 'normal'
  Object.assign(double.behaviour.page, { neverBoots: false, missingModules: [], msgKeyField: '_serialized' })
})

const open = (options: Partial<ClientOptions> = {}) => {
  shop = stock(double, folder, options)
  return shop.client.initialize()
}

async function openLinked(options: Partial<ClientOptions> = {}): Promise<void> {
  await open(options)
  await shop.until('qr')
  phone.scanShown()
  await shop.until('authenticated')
}

it('gives up on a page that never boots', async () => {
  double.behaviour.page.neverBoots = true
  await expect(open({ authTimeoutMs: 800 })).rejects.toBe('auth timeout')
})

it('is never ready where a module was renamed, or synced before anybody listened', async () => {
  double.behaviour.page.missingModules = ['WAWebSyncGatingUtils']
  const missing = double.nextEvent()
  await open()
  const broken = new Promise<Error>(resolve => shop.client.pupPage!.once('pageerror', error => resolve(error as Error)))
  await shop.until('qr')
  phone.scanShown()
  expect((await broken).message).toContain('WAWebSyncGatingUtils')
  await double.waitFor('page_missing_module', 5000, missing)
  expect(shop.times('ready')).toBe(0)
  await shop.end()

  double.behaviour.page.missingModules = []
  double.behaviour.sync = 'early'
  await open()
  expect([await shop.client.getState(), shop.times('ready')]).toEqual(['CONNECTED', 0])
  await shop.client.pupPage!.evaluate('window.onAppStateHasSyncedEvent()')
  await shop.until('ready')
  const { id } = ana.text('após um empurrão')
  await shop.until('message', each => each.id.id === id)
})

it('shows no further QR after the last one until it is asked to', async () => {
  Object.assign(double.behaviour, { qrRotateMs: 300, qrMaxRefs: 2 })
  const since = double.nextEvent()
  await open()
  await double.waitFor('qr_idle', 10_000, since)
  const shown = shop.said.filter(({ event }) => event === 'qr').map(({ args }) => args[0])
  await shop.client.pupPage!.evaluate("window.require('WAWebCmd').Cmd.refreshQR()")
  await shop.until('qr', qr => !shown.includes(qr))
  Object.assign(double.behaviour, { qrRotateMs: 20_000, qrMaxRefs: 6 })
})

it('links by a code', async () => {
  await open({ pairWithPhoneNumber: { phoneNumber: '5511900000002', showNotification: true, intervalMs: 180_000 } })
  const [code] = await shop.until('code')
  const other = double.phone('5511900000002')
  other.enterPairingCode(code)
  await shop.until('ready')
  const { id } = other.customer('5511988887777').text('para o segundo número')
  await shop.until('message', each => each.id.id === id)
})

it('of a build that keeps its ids in $1 breaks the stock library as in life', async () => {
  double.behaviour.page.msgKeyField = '$1'
  await openLinked()
  await shop.until('ready')
  const { id } = ana.image(Buffer.from('photo'))
  const [message] = await shop.until('message', each => each.id.id === id)
  expect([message.id._serialized, typeof message.id.$1]).toEqual([undefined, 'string'])
  expect(await shop.client.sendMessage(ana.wid(), 'sem retorno', { sendSeen: false })).toBeUndefined()
  await ana.waitForMessage(({ body }) => body === 'sem retorno')
  await expect(message.downloadMedia()).rejects.toThrow()
  await expect(shop.client.getChats()).rejects.toThrow()
})

describe('ends', () => {
  it('where another page takes over', async () => {
    await openLinked()
    await shop.until('ready')
    phone.setState('CONFLICT')
    expect(await shop.until('disconnected')).toEqual(['CONFLICT'])
  })

  it('where the phone unlinks it, in either way', async () => {
    await openLinked()
    await shop.until('ready')
    phone.logout({ how: 'UNPAIRED' })
    expect(await shop.until('disconnected')).toEqual(['UNPAIRED'])
    await shop.end()
    await openLinked()
    await shop.until('ready')
    const from = shop.said.length
    phone.logout()
    expect(await shop.until('disconnected', () => true, { from })).toEqual(['LOGOUT'])
    await shop.until('qr', () => true, { from })
    // The library takes hold of the new page, which ending it would break.
    phone.scanShown()
    await shop.until('ready', () => true, { from })
  })

  it('where it leaves by itself', async () => {
    await openLinked()
    await shop.until('ready')
    const before = phone.devices.length
    const since = double.nextEvent()
    await shop.client.logout()
    await double.waitFor('logged_out_by_client', 5000, since)
    expect(phone.devices).toHaveLength(before - 1)
  })
})
