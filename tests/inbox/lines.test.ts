import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, ChannelStatus, Inlet } from '../../src/channels/channel.ts'
import type { LiveEvent } from '../../src/domain/events.ts'
import { linesOf } from '../../src/inbox/lines.ts'
import { testStores } from '../support/databases.ts'
import { handChannel } from '../support/hand-channel.ts'
import { account, type House, limits, log, openHouse } from '../support/house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse(testStores()[0]!)
})
afterAll(() => house.close())

async function open() {
  let inlet: Inlet | null = null
  let closed = false
  const channel: Channel = {
    ...handChannel().channel,
    open: async opened => {
      inlet = opened
    },
    close: async () => {
      closed = true
    },
  }
  const lines = linesOf()
  lines.add(channel, { name: 'Telegram', sandbox: false })
  await lines.open({ store: house.store, inbox: house.inbox, clock: house.clock, log })
  const tell = async (status: ChannelStatus) => {
    const told = new Promise<void>(resolve => {
      const unsubscribe = house.store.subscribe('events', () => {
        unsubscribe()
        resolve()
      })
    })
    inlet!.status(status)
    await told
  }
  return { lines, channel, inlet: inlet!, tell, isClosed: () => closed }
}

describe('a line', () => {
  it('brings what comes through it into the inbox, under its own account', async () => {
    const { inlet } = await open()
    const sender = { remoteId: '900', name: 'Sara' }
    const at = house.clock.now()
    await inlet.received({ kind: 'message', chat: '900', eventId: '1', sender, at, text: 'hello', files: [] })
    const known = await house.store.read.customers.person(account, '900')
    expect(known?.identity).toMatchObject({ channel: 'telegram', accountId: account, name: 'Sara' })
  })

  it('is known by what it can carry, and whether it is up', async () => {
    const { lines, channel, tell } = await open()
    expect(lines.channel(account)).toBe(channel)
    expect(lines.limitsOf(account)).toEqual(limits)
    expect(lines.fits(account)).toEqual({ limits, online: false })
    await tell({ state: 'online', name: 'Shop', address: '@shop_bot' })
    expect(lines.fits(account)).toEqual({ limits, online: true })
    await tell({ state: 'broken', reason: 'unauthorized', detail: 'getMe: 401 Unauthorized' })
    expect(lines.fits(account)).toMatchObject({ online: false })
    expect(lines.all()).toMatchObject([{ status: { state: 'broken', reason: 'unauthorized' } }])
  })

  it('tells consoles each time its state changes', async () => {
    const { tell } = await open()
    const before = await house.store.read.events.last()
    await tell({ state: 'reconnecting', reason: 'ECONNREFUSED' })
    const told: LiveEvent[] = await house.store.read.events.after(before, 10)
    expect(told.flatMap(({ changes }) => changes)).toEqual([{ kind: 'channel', accountId: account }])
  })

  it('remembers how it fares for other processes, never how far it reads or what is offered to link it', async () => {
    const { tell } = await open()
    const kept = async () => (await house.store.read.accounts.byId(account))?.status
    const writes = async () => (await house.store.read.events.last()) as number
    await tell({ state: 'pairing', offer: 3 })
    const pairing = await kept()
    expect(pairing).toEqual({ state: 'pairing', offer: 0, since: house.clock.now().toISOString() })
    await house.clock.advance(1_000)
    const before = await writes()
    await tell({ state: 'pairing', offer: 4 })
    expect(await writes()).toBe(before + 1)
    expect(await kept()).toEqual(pairing)
    await tell({ state: 'syncing', percent: 5 })
    await tell({ state: 'syncing', percent: 90 })
    expect(await kept()).toMatchObject({ state: 'syncing', percent: null })
    await tell({ state: 'broken', reason: 'logged_out', detail: 'the phone took our device off' })
    expect(await kept()).toMatchObject({ state: 'broken', reason: 'logged_out' })
  })

  it('tells the newest of many changes, and nothing where nothing changed', async () => {
    const { inlet, lines, tell } = await open()
    const before = await house.store.read.events.last()
    for (let percent = 0; percent < 100; percent++) inlet.status({ state: 'syncing', percent })
    await tell({ state: 'online', name: 'Shop', address: '+98' })
    await house.store.write('worker:channels', async () => undefined)
    expect((await house.store.read.events.last()) - before).toBeLessThanOrEqual(2)
    expect(lines.all()).toMatchObject([{ status: { state: 'online' } }])
    expect(await house.store.read.accounts.byId(account)).toMatchObject({ name: 'Shop', status: { state: 'online' } })
    inlet.status({ state: 'online', name: 'Shop', address: '+98' })
    await house.store.write('worker:channels', async () => undefined)
    expect((await house.store.read.events.last()) - before).toBeLessThanOrEqual(2)
  })

  it('remembers how far its network was read, and tells nobody', async () => {
    const { inlet } = await open()
    const before = await house.store.read.events.last()
    expect(await inlet.bookmark.get()).toBeNull()
    await inlet.bookmark.set('2026-03-21T08:00:00Z')
    const again = await open()
    expect(await again.inlet.bookmark.get()).toBe('2026-03-21T08:00:00Z')
    expect(await house.store.read.events.last()).toBe(before)
  })

  it('can be added and taken out while the others run', async () => {
    const { lines } = await open()
    const other = { ...handChannel().channel, account: 'acc_whatsapp_1' as const, name: 'whatsapp' as const }
    let closed = 0
    let opened: Inlet | null = null
    const channel: Channel = {
      ...other,
      open: async inlet => {
        opened = inlet
      },
      close: async () => {
        closed += 1
      },
    }
    lines.add(channel, { name: 'فروش', sandbox: false })
    await lines.openOne(other.account)
    const ids = async () => (await house.store.read.accounts.all()).map(({ id }) => id)
    expect(await ids()).toContain(other.account)
    expect(await opened!.receipt({ id: 'x', state: 'read', at: house.clock.now() })).toBe(false)
    await lines.remove(other.account)
    expect([closed, lines.channel(other.account), (await ids()).includes(other.account)]).toEqual([1, null, false])
    expect((await house.store.read.accounts.byId(other.account))?.removedAt).toEqual(house.clock.now())
    lines.add(channel, { name: 'فروش', sandbox: false })
    await lines.openOne(other.account)
    expect(await ids()).toContain(other.account)
  })

  it('that is not there any more keeps words waiting instead of breaking them', () => {
    const lines = linesOf()
    expect(lines.channel(account)).toBeNull()
    expect(lines.fits(account)).toBeNull()
    expect(lines.limitsOf(account)).toMatchObject({ textLength: 4_096, edit: false, typing: false })
  })

  it('is closed with the others', async () => {
    const { lines, isClosed } = await open()
    await lines.close()
    expect(isClosed()).toBe(true)
  })
})
