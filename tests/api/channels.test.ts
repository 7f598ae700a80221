import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Lines } from '../../src/api/deps.ts'
import { enrich } from '../../src/api/live/enrich.ts'
import type { ChannelList, ChannelView } from '../../src/api/schemas/channels.ts'
import { channelView } from '../../src/api/views/channel.ts'
import type { ChannelStatus, Pairing, PairingOffer } from '../../src/channels/channel.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { AccountId } from '../../src/domain/ids.ts'
import { type Client, startApi, type TestApi } from '../support/api.ts'
import { handChannel } from '../support/hand-channel.ts'
import { limits } from '../support/house.ts'

const secret = '2@the-secret-of-the-picture'
const number: AccountId = 'acc_whatsapp_1'

/** Lines with one bot, and WhatsApp numbers that are added by hand. */
function someLines() {
  const begun: (string | null)[] = []
  const numbers = new Map<AccountId, ChannelView>()
  let offer: PairingOffer | null = null
  const pairing: Pairing = {
    offer: () => offer,
    begin: async phone => void begun.push(phone),
    unlink: async () => undefined,
  }
  const lines: Lines = {
    list: () => [bot, ...numbers.values()],
    find: () => ({ limits, online: true }),
    addable: () => [{ channel: 'whatsapp', obstacle: null }],
    async add(channel, name) {
      if (channel !== 'whatsapp') throw new AppError('channel_missing', 'cannot be added')
      numbers.set(number, { ...bot, id: number, channel, name, removable: true, pairable: true })
      return number
    },
    pairing: id => (numbers.has(id) ? pairing : null),
    async remove(id) {
      if (!numbers.delete(id)) throw new AppError('not_found', 'not added by hand')
    },
  }
  const offers = (next: PairingOffer | null) => {
    offer = next
  }
  return { lines, begun, offers }
}

const viewOf = (status: ChannelStatus, pairing?: Pairing, removable = false) => {
  const channel = { ...handChannel().channel, ...(pairing ? { pairing } : {}) }
  const address = status.state === 'online' ? status.address : null
  return channelView({ channel, name: 'Shop', given: removable, address, sandbox: false, status })
}
const bot = viewOf({ state: 'online', name: 'Shop bot', address: '@shop_bot' })

describe('our lines', () => {
  const { lines, begun, offers } = someLines()
  let api: TestApi
  let admin: Client
  beforeAll(async () => {
    api = await startApi({ lines })
    admin = await api.as('admin')
  })
  afterAll(() => api.close())

  const add = (payload: object, client = admin) => client({ method: 'POST', url: '/api/channels', payload })
  const link = (payload: object, id: string = number) =>
    admin({ method: 'POST', url: `/api/channels/${id}/pairing`, payload })
  const offered = (id: string = number) => admin({ url: `/api/channels/${id}/pairing` })

  it('are shown to everybody, with what could be added', async () => {
    for (const role of ['agent', 'lead', 'ops', 'admin'] as const) {
      const answer = await (await api.as(role))({ url: '/api/channels' })
      expect(answer.json<ChannelList>()).toEqual({
        channels: [bot],
        sandbox: false,
        addable: [{ channel: 'whatsapp', obstacle: null }],
      })
    }
  })

  it('are added by an admin alone, once however often the request is sent', async () => {
    for (const role of ['agent', 'lead', 'ops'] as const) {
      const answer = await add({ channel: 'whatsapp', name: 'x' }, await api.as(role))
      expect(answer.json(), role).toMatchObject({ code: 'forbidden' })
    }
    const once = { method: 'POST', url: '/api/channels', headers: { 'idempotency-key': 'add-1' } } as const
    const payload = { channel: 'whatsapp', name: ' پشتیبانی ' }
    const [first, second] = [await admin({ ...once, payload }), await admin({ ...once, payload })]
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({ id: number, name: 'پشتیبانی', removable: true, pairable: true })
    expect(second.json()).toEqual(first.json())
  })

  it('are not added without a name, on no network, or where that network cannot be added', async () => {
    expect((await add({ channel: 'whatsapp', name: ' ' })).json()).toMatchObject({ errors: [{ path: 'name' }] })
    expect((await add({ channel: 'fax', name: 'x' })).json()).toMatchObject({ errors: [{ path: 'channel' }] })
    expect((await add({ channel: 'telegram', name: 'x' })).json()).toMatchObject({
      status: 422,
      code: 'channel_missing',
    })
  })

  it('tell an admin, and nobody else, what is to be scanned, and no cache keeps it', async () => {
    expect((await offered()).json()).toEqual({ offer: null })
    const at = new Date('2026-11-22T10:00:00.000Z')
    offers({ kind: 'qr', text: secret, at })
    const answer = await offered()
    expect(answer.json()).toEqual({ offer: { kind: 'qr', text: secret, at: at.toISOString() } })
    expect(answer.headers['cache-control']).toBe('no-store')
    for (const role of ['agent', 'lead', 'ops'] as const) {
      const other = await api.as(role)
      expect((await other({ url: `/api/channels/${number}/pairing` })).json()).toMatchObject({ code: 'forbidden' })
      expect((await other({ url: '/api/channels' })).body).not.toContain(secret)
    }
    expect((await admin({ url: '/api/channels' })).body).not.toContain(secret)
    expect(api.logged.join()).not.toContain(secret)
  })

  it('are linked by a picture, or by a code for a number however it is written', async () => {
    expect((await link({ phone: null })).statusCode).toBe(204)
    expect((await link({ phone: '۰۹۱۲ ۳۴۵ ۶۷۸۹' })).statusCode).toBe(204)
    expect((await link({ phone: '+49 151 2345 6789' })).statusCode).toBe(204)
    expect(begun).toEqual([null, '989123456789', '4915123456789'])
    expect(api.logged.join()).not.toMatch(/9123456789|15123456789/)
  })

  it('are not linked with what is no number, which is named', async () => {
    for (const phone of ['0912', 'hello', '', 9123456789, undefined])
      expect((await link({ phone })).json(), String(phone)).toMatchObject({
        status: 400,
        errors: [{ path: 'phone' }],
      })
    expect(begun).toHaveLength(3)
  })

  it('are linked only where there is something to link', async () => {
    for (const id of ['acc_nothing', bot.id]) {
      expect((await offered(id)).json(), id).toMatchObject({ status: 404, code: 'not_found' })
      expect((await link({ phone: null }, id)).json(), id).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await offered('thr_1')).json()).toMatchObject({ status: 400, errors: [{ path: 'id' }] })
  })

  it('are told live as they stand, or that they are gone, without what is offered', async () => {
    const changes = [number, 'acc_gone' as const].map(accountId => ({ kind: 'channel' as const, accountId }))
    const update = await enrich(api.store, lines, [{ seq: 1, changes }])
    expect(update).toMatchObject({ channels: [{ id: number }], channelsGone: ['acc_gone'] })
    expect(JSON.stringify(update)).not.toContain(secret)
  })

  it('are taken away by an admin, where they were added by hand', async () => {
    const remove = (id: string, client = admin) => client({ method: 'DELETE', url: `/api/channels/${id}` })
    expect((await remove(number, await api.as('lead'))).json()).toMatchObject({ code: 'forbidden' })
    expect((await remove(bot.id)).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await remove('nonsense')).json()).toMatchObject({ status: 400 })
    const answer = await remove(number)
    expect(answer.statusCode).toBe(204)
    expect(answer.body).toBe('')
    expect((await remove(number)).statusCode).toBe(404)
  })
})

describe('how a line fares', () => {
  it('says that something new is offered, never what', () => {
    const pairing: Pairing = {
      offer: () => ({ kind: 'qr', text: secret, at: new Date() }),
      begin: async () => undefined,
      unlink: async () => undefined,
    }
    const view = viewOf({ state: 'pairing', offer: 3 }, pairing)
    expect(view).toMatchObject({ state: 'pairing', offer: 3, pairable: true, percent: null })
    expect(JSON.stringify(view)).not.toContain(secret)
  })

  it('says how far it read what came meanwhile, where somebody knows', () => {
    expect(viewOf({ state: 'syncing', percent: 40.4 })).toMatchObject({ state: 'syncing', percent: 40 })
    expect(viewOf({ state: 'syncing', percent: null })).toMatchObject({ percent: null, pairable: false })
  })

  it('says why it does not work, and what works less well than it should', () => {
    const broken = viewOf({ state: 'broken', reason: 'logged_out', detail: 'LOGOUT' })
    expect(broken).toMatchObject({ state: 'broken', reason: 'logged_out', detail: 'LOGOUT' })
    const online = { state: 'online', name: 'Shop', address: null } as const
    expect(viewOf({ ...online, detail: 'no receipts' })).toMatchObject({ detail: 'no receipts', reason: null })
    expect(viewOf(online)).toMatchObject({ detail: null })
  })

  it('keeps the name an admin gave it, and takes the network’s where nobody gave one', () => {
    const online = { state: 'online', name: 'As the network calls it', address: '+989123456789' } as const
    expect(viewOf(online)).toMatchObject({ name: 'As the network calls it' })
    expect(viewOf(online, undefined, true)).toMatchObject({ name: 'Shop', address: '+989123456789' })
  })
})
