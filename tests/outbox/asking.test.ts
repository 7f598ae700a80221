import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChannelError, type Found } from '../../src/channels/channel.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { MessageId, ThreadId } from '../../src/domain/ids.ts'
import { diskMedia } from '../../src/media/disk.ts'
import { type Outbox, startOutbox } from '../../src/outbox/outbox.ts'
import { testStores } from '../support/databases.ts'
import { handChannel } from '../support/hand-channel.ts'
import { account, type House, log, openHouse } from '../support/house.ts'

const media = diskMedia(join(tmpdir(), 'shenava-asking-test'))
const MINUTE = 60_000
const sent = (...ids: [string, ...string[]]): Found => ({ state: 'sent', remote: { ids } })

describe.each(testStores())('what may have gone, on $name', engine => {
  let house: House
  let outbox: Outbox | null
  let neda: Agent
  let network: ReturnType<typeof handChannel>
  let found: Found
  /** How many first attempts end nobody knows how. */
  let lost: number
  beforeEach(async () => {
    found = { state: 'unknown' }
    lost = 1
    network = handChannel(
      async ({ part }) => {
        if ('text' in part && part.text.startsWith('شاید') && lost-- > 0)
          throw new ChannelError('unknown', 'timeout', 'no answer')
      },
      { find: () => found, idsWithin: 'account' },
    )
    house = await openHouse(engine, () => network.channel, 'account')
    neda = await house.agent('ندا')
    outbox = null
  })
  afterEach(async () => {
    await outbox?.close()
    await house.close()
  })

  const start = async () => {
    outbox = await startOutbox({ store: house.store, media, clock: house.clock, log, channel: () => network.channel })
  }
  const talk = async () => {
    const sara = house.customer()
    await sara.says('اپراتور')
    const id = await sara.thread()
    await house.desk.take(id, neda)
    return { sara, id }
  }
  const reply = (id: ThreadId, text: string) => house.desk.reply(id, neda, { text, files: [] })
  const message = async (id: MessageId) => (await house.store.read.messages.byId(id))!
  const send = async (id: MessageId) => (await house.store.read.outbox.ofMessage(id))[0]!
  const troubled = async (id: ThreadId) => (await house.threadOf(id)).troubled

  /** Steps the clock until it holds; at most five minutes. */
  const until = async (holds: () => Promise<boolean> | boolean, step = 250) => {
    for (let i = 0; i < 1_200; i++) {
      if (await holds()) return
      await house.clock.advance(step)
      await tick()
      // What the workers write stands before this, however long a real database takes.
      for (const key of ['worker:asks', 'worker:outbox'] as const) await house.store.write(key, async () => undefined)
    }
    throw new Error('it did not come about')
  }
  const becomes = (id: MessageId, state: string) => until(async () => (await message(id)).sendState === state)
  const asked = (times: number) => until(() => network.asked.length >= times)
  const perhaps = async () => {
    const { sara, id } = await talk()
    const one = await reply(id, 'شاید')
    await start()
    await becomes(one, 'unknown')
    return { sara, id, one }
  }

  it('is shown as that, asked for under its own key, and is sent where the network has it', async () => {
    const { id, one } = await perhaps()
    expect(await troubled(id)).toBe(1)
    await asked(1)
    expect(network.asked[0]).toMatchObject({ key: (await send(one)).id, part: { kind: 'text', text: 'شاید' } })
    found = sent('remote-1')
    await becomes(one, 'sent')
    expect(await troubled(id)).toBe(0)
    expect(await send(one)).toMatchObject({ state: 'sent', askUntil: null, error: null })
    const place = { accountId: account, remoteChat: '*', remoteId: 'remote-1' }
    expect(await house.store.read.messages.sentAs(place)).toMatchObject({ messageId: one })
    expect(network.went).toHaveLength(0)
  })

  it('keeps the later words of its thread waiting, not those of others, and goes before them where it did not go', async () => {
    const { sara, id, one } = await perhaps()
    const after = await reply(id, 'بعدی')
    const other = await talk()
    await becomes(await reply(other.id, 'راه باز است'), 'sent')
    await asked(2)
    expect((await message(after)).sendState).toBe('queued')
    found = { state: 'absent' }
    await becomes(after, 'sent')
    expect((await message(one)).sendState).toBe('sent')
    expect(network.words(sara.chat)).toEqual(['شاید', 'بعدی'])
    expect(await troubled(id)).toBe(0)
  })

  it('is left to a person where it breaks off again and again, and keeps the later words waiting no longer', async () => {
    lost = 100
    const { id, one } = await perhaps()
    const after = await reply(id, 'بعدی')
    found = { state: 'absent' }
    await becomes(one, 'failed')
    expect(await send(one)).toMatchObject({ error: 'not_sent', askUntil: null })
    expect(100 - lost).toBeLessThan(10)
    await becomes(after, 'sent')
  })

  it('is left to a person where it turns out too late that it did not go', async () => {
    const { sara, id, one } = await perhaps()
    const after = await reply(id, 'بعدی')
    await house.clock.advance(10 * MINUTE)
    await becomes(after, 'sent')
    found = { state: 'absent' }
    await becomes(one, 'failed')
    expect(await message(one)).toMatchObject({ sendError: 'not_sent' })
    expect([network.words(sara.chat), await troubled(id)]).toEqual([['بعدی'], 1])
  })

  it('is asked for when the service starts again', async () => {
    const { id } = await talk()
    const one = await reply(id, 'سلام')
    await house.store.write(id, async tx => tx.outbox.update((await send(one)).id, { state: 'sending' }))
    const past = new Date(house.clock.now().getTime() - 1)
    await house.store.write(id, async tx => tx.outbox.update((await send(one)).id, { leasedUntil: past }))
    found = sent('remote-2')
    await start()
    await becomes(one, 'sent')
    expect(network.attempts).toHaveLength(0)
  })

  it('is asked for ever less often, and no more after a day', async () => {
    const { one } = await perhaps()
    await until(() => network.asked.length >= 3)
    const first = network.asked.length
    await house.clock.advance(25 * 60 * MINUTE)
    await until(async () => (await send(one)).askUntil === null, MINUTE)
    expect(network.asked.length - first).toBeLessThan(700)
    expect(await message(one)).toMatchObject({ sendState: 'unknown', sendError: 'timeout' })
    const last = network.asked.length
    await house.clock.advance(60 * MINUTE)
    expect(network.asked).toHaveLength(last)
  })

  it('is asked for at once when an agent wants it sent again, and not sent twice', async () => {
    const { id, one } = await perhaps()
    await asked(1)
    found = sent('remote-3')
    await house.desk.retry(id, neda, one)
    expect((await send(one)).state).toBe('unknown')
    await becomes(one, 'sent')
    expect(network.went).toHaveLength(0)
  })

  it('is sent again where an agent wants it and nobody can tell for ten minutes', async () => {
    const { sara, id, one } = await perhaps()
    await house.desk.retry(id, neda, one)
    await asked(2)
    expect(network.went).toHaveLength(0)
    await house.clock.advance(10 * MINUTE)
    await becomes(one, 'sent')
    expect(network.words(sara.chat)).toEqual(['شاید'])
    expect(await troubled(id)).toBe(0)
  })

  it('is not sent again where an agent left it so, and holds nothing up any more', async () => {
    const { sara, id, one } = await perhaps()
    await house.desk.dismiss(id, neda, one)
    await becomes(await reply(id, 'بعدی'), 'sent')
    found = { state: 'absent' }
    await becomes(one, 'failed')
    expect([network.words(sara.chat), await troubled(id)]).toEqual([['بعدی'], 0])
  })

  it('of the bot is not sent again once a person speaks', async () => {
    const sara = house.customer()
    await sara.says('سلام')
    const [greeting] = (await house.messagesOf(await sara.thread())).filter(({ from }) => from === 'bot')
    network = handChannel(() => Promise.reject(new ChannelError('unknown', 'timeout', 'no answer')), {
      find: () => found,
      idsWithin: 'account',
    })
    await start()
    await becomes(greeting!.id, 'unknown')
    await sara.hear({ ...sara.of('phone-1'), kind: 'said_elsewhere', text: 'سلام، بفرمایید', files: [] })
    found = { state: 'absent' }
    await becomes(greeting!.id, 'cancelled')
    expect(network.attempts).toHaveLength(1)
  })

  it('stays what a receipt told meanwhile, whatever the answer', async () => {
    const { one } = await perhaps()
    let answer = (_: Found) => {}
    const answered = new Promise<Found>(resolve => {
      answer = resolve
    })
    found = answered as unknown as Found
    await asked(1)
    const { id: sendId, threadId } = await send(one)
    const place = { accountId: account, remoteChat: '*', remoteId: 'remote-4' }
    await house.store.write(threadId, tx => tx.messages.remember({ ...place, messageId: one, sendId }))
    expect(await house.inbox.receipt(house.source, { id: 'remote-4', state: 'read', at: house.clock.now() })).toBe(true)
    answer({ state: 'absent' })
    await house.clock.advance(MINUTE)
    expect(await send(one)).toMatchObject({ state: 'read', askUntil: null })
    expect(network.attempts).toHaveLength(1)
  })

  it('goes to the chat as it is called when it is sent', async () => {
    const { sara, id } = await talk()
    const one = await reply(id, 'سلام')
    const said = { ...sara.of('moved-1'), chat: 'new@lid', kind: 'message' as const, text: 'من', files: [] }
    await sara.hear(said)
    await start()
    await becomes(one, 'sent')
    expect(network.went.map(({ chat }) => chat)).toEqual(['new@lid'])
    await house.desk.typing(id)
    await house.desk.read(id, (await house.threadOf(id)).lastSeq)
    await house.desk.read(id, (await house.threadOf(id)).lastSeq)
    // Who answered had read what was there.
    expect([network.typed, network.seen]).toEqual([['new@lid'], [sara.chat, 'new@lid']])
  })
})
