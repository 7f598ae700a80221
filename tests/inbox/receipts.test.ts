import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Receipt } from '../../src/channels/channel.ts'
import type { MessageId, ThreadId } from '../../src/domain/ids.ts'
import type { SendState } from '../../src/domain/message.ts'
import { settle } from '../../src/outbox/settle.ts'
import { testStores } from '../support/databases.ts'
import { type House, openHouse } from '../support/house.ts'

describe.each(testStores())('a receipt on $name', engine => {
  let house: House
  let count = 0
  beforeAll(async () => {
    house = await openHouse(engine, () => null, 'account')
  })
  afterAll(() => house.close())

  const receipt = (id: string, state: Receipt['state']) =>
    house.inbox.receipt(house.source, { id, state, at: house.clock.now() })
  const stateOf = async (id: MessageId) => (await house.store.read.messages.byId(id))!.sendState
  const troubled = async (id: ThreadId) => (await house.threadOf(id)).troubled

  /** An answer of an agent that the network took under ids of its own. */
  async function sent(...ids: [string, ...string[]]) {
    const sara = house.customer()
    await sara.says('اپراتور')
    const thread = await sara.thread()
    const neda = await house.agent('ندا')
    const id = await house.desk.reply(thread, neda, { text: 'سلام', files: [] })
    const [send] = await house.store.read.outbox.ofMessage(id)
    await settle(house.store, house.clock, send!, '*', { state: 'sent', remote: { ids } })
    const set = async (state: SendState) => {
      const [fresh] = await house.store.read.outbox.ofMessage(id)
      await house.store.write(thread, tx => tx.outbox.update(fresh!.id, { state }))
    }
    return { sara, neda, thread, id, send: send!, set }
  }
  const name = () => `wa-${++count}`

  it('raises what was sent to delivered and read, and lowers nothing that comes late', async () => {
    const remote = name()
    const { id, thread } = await sent(remote)
    const before = await house.store.read.events.last()
    for (const [told, is] of [
      ['delivered', 'delivered'],
      ['sent', 'delivered'],
      ['read', 'read'],
      ['delivered', 'read'],
      ['failed', 'read'],
    ] as const) {
      expect(await receipt(remote, told)).toBe(true)
      expect(await stateOf(id)).toBe(is)
    }
    const told = await house.store.read.events.after(before, 10)
    expect(told.map(({ changes }) => changes)).toEqual([
      [{ kind: 'message', threadId: thread, messageId: id }],
      [{ kind: 'message', threadId: thread, messageId: id }],
    ])
  })

  it('may come before the end of its send was written down', async () => {
    const remote = name()
    const { id, send } = await sent(remote)
    await receipt(remote, 'read')
    await settle(house.store, house.clock, send, '*', { state: 'sent', remote: { ids: [remote] } })
    await settle(house.store, house.clock, send, '*', { state: 'unknown', error: 'timeout' })
    expect(await stateOf(id)).toBe('read')
  })

  it('is of nobody’s message where none has that id, or it is the customer’s own', async () => {
    const sara = house.customer()
    const theirs = name()
    await sara.hear({ ...sara.of(theirs), kind: 'message', text: 'سلام', files: [] })
    expect([await receipt(name(), 'read'), await receipt(theirs, 'read')]).toEqual([false, false])
  })

  it('tells that a message was not brought after all, and mends it where it was', async () => {
    const remote = name()
    const { id, thread } = await sent(remote)
    await receipt(remote, 'failed')
    const lost = await house.store.read.messages.byId(id)
    expect([lost?.sendState, lost?.sendError, await troubled(thread)]).toEqual(['failed', 'not_delivered', 1])
    await receipt(remote, 'delivered')
    const mended = await house.store.read.messages.byId(id)
    expect([mended?.sendState, mended?.sendError, await troubled(thread)]).toEqual(['delivered', null, 0])
  })

  it('ends what was queued again although it had arrived', async () => {
    const remote = name()
    const { id, thread, neda } = await sent(remote)
    await receipt(remote, 'failed')
    await house.desk.retry(thread, neda, id)
    await receipt(remote, 'sent')
    expect(await stateOf(id)).toBe('queued')
    await receipt(remote, 'read')
    expect(await stateOf(id)).toBe('read')
  })

  it('leaves alone what is under way or was given up', async () => {
    for (const state of ['sending', 'cancelled'] as const) {
      const remote = name()
      const { id, set } = await sent(remote)
      await set(state)
      expect(await receipt(remote, 'read')).toBe(true)
      expect(await house.store.read.outbox.statesOf(id)).toEqual([state])
    }
  })

  it('is shown on what was said on another device', async () => {
    const sara = house.customer()
    const remote = name()
    await sara.hear({ ...sara.of(remote), kind: 'said_elsewhere', text: 'سلام', files: [] })
    await receipt(remote, 'delivered')
    const message = (await house.messagesOf(await sara.thread())).find(({ from }) => from === 'agent')
    expect(message?.sendState).toBe('delivered')
    await receipt(remote, 'sent')
    expect(await stateOf(message!.id)).toBe('delivered')
  })

  it('counts for any file of an album, and for an edited message too', async () => {
    const [one, two] = [name(), name()]
    const { id, thread, neda } = await sent(one, two)
    await receipt(two, 'read')
    expect(await stateOf(id)).toBe('read')
    await house.desk.edit(thread, neda, id, 'سلام!')
    expect(await stateOf(id)).toBe('queued')
    const edit = (await house.store.read.outbox.ofMessage(id)).at(-1)!
    await settle(house.store, house.clock, edit, '*', { state: 'sent', remote: { ids: [one] } })
    expect(await stateOf(id)).toBe('read')
  })

  it('comes from many sides at once and the highest stays', async () => {
    const remote = name()
    const { id } = await sent(remote)
    await Promise.all((['sent', 'read', 'delivered', 'failed'] as const).map(state => receipt(remote, state)))
    expect(await stateOf(id)).toBe('read')
  })
})
