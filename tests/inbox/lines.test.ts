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
