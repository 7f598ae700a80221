import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChannelError } from '../../src/channels/channel.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { MessageId, ThreadId } from '../../src/domain/ids.ts'
import { diskMedia } from '../../src/media/disk.ts'
import { type Outbox, startOutbox } from '../../src/outbox/outbox.ts'
import { testStores } from '../support/databases.ts'
import { handChannel } from '../support/hand-channel.ts'
import { type House, log, openHouse } from '../support/house.ts'

const media = diskMedia(join(tmpdir(), 'shenava-outbox-test'))

describe.each(testStores())('the outbox on $name', engine => {
  let house: House
  let outbox: Outbox | null
  let neda: Agent
  beforeEach(async () => {
    house = await openHouse(engine)
    neda = await house.agent('ندا')
    outbox = null
  })
  afterEach(async () => {
    await outbox?.close()
    await house.close()
  })

  const start = async (network: ReturnType<typeof handChannel>) => {
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

  /** The message's state once it is the one asked for; steps the clock so that pauses pass. */
  const becomes = async (id: MessageId, state: string) => {
    for (let i = 0; i < 400; i++) {
      const message = await house.store.read.messages.byId(id)
      if (message?.sendState === state) return message
      await house.clock.advance(250)
      await tick()
    }
    throw new Error(`${id} did not become ${state}`)
  }

  it('sends what is said in a thread in its order', async () => {
    const network = handChannel()
    const { sara, id } = await talk()
    const said = ['یک', 'دو', 'سه', 'چهار']
    const ids: MessageId[] = []
    for (const text of said) ids.push(await reply(id, text))
    await start(network)
    await becomes(ids.at(-1)!, 'sent')
    expect(network.words(sara.chat)).toEqual(said)
  })

  it('looks less and less often for a line that stays down, and goes when it is up', async () => {
    const { id } = await talk()
    let isUp = false
    const network = handChannel(async () => {
      if (!isUp) throw new ChannelError('unreachable', 'network', 'the line is down', { retryAfterMs: 5_000 })
    })
    const one = await reply(id, 'سلام')
    await house.clock.advance(3_600_000)
    await start(network)
    await network.until(() => network.attempts.length === 1)
    for (let i = 0; i < 240; i++) {
      await house.clock.advance(250)
      await tick()
    }
    expect(network.attempts.length).toBeLessThan(6)
    isUp = true
    await becomes(one, 'sent')
  })

  it('does not let a stuck thread delay another', async () => {
    const one = await talk()
    const two = await talk()
    let free = () => {}
    const stuck = new Promise<void>(resolve => {
      free = resolve
    })
    const network = handChannel(({ chat }) => (chat === one.sara.chat ? stuck : Promise.resolve()))
    const held = await reply(one.id, 'گیر کرده')
    const next = await reply(one.id, 'پشت سر آن')
    await start(network)
    await network.until(() => network.attempts.length === 1)
    const other = await reply(two.id, 'راه باز است')
    await becomes(other, 'sent')
    expect(network.attempts.map(({ chat }) => chat)).toEqual([one.sara.chat, two.sara.chat])
    free()
    await becomes(held, 'sent')
    await becomes(next, 'sent')
    expect(network.words(one.sara.chat)).toEqual(['گیر کرده', 'پشت سر آن'])
  })

  it('waits as long as the network asks, then sends once', async () => {
    let times = 0
    const network = handChannel(async () => {
      if (++times === 1) throw new ChannelError('limited', 'rate_limit', 'slow down', { retryAfterMs: 30_000 })
    })
    const { id } = await talk()
    const message = await reply(id, 'سلام')
    await start(network)
    await network.until(() => network.attempts.length === 1)
    await becomes(message, 'queued')
    await house.clock.advance(20_000)
    await tick()
    expect(network.attempts).toHaveLength(1)
    await becomes(message, 'sent')
    expect(network.went).toHaveLength(1)
  })

  it('keeps trying while nothing can be reached, the same part under the same key', async () => {
    let times = 0
    const network = handChannel(async () => {
      if (++times <= 4) throw new ChannelError('unreachable', 'network', 'no route')
    })
    const { id } = await talk()
    const message = await reply(id, 'سلام')
    await start(network)
    await becomes(message, 'sent')
    expect(network.attempts).toHaveLength(5)
    expect(new Set(network.attempts.map(({ key }) => key)).size).toBe(1)
  })

  it('gives up after a day, and says so', async () => {
    const network = handChannel(() => Promise.reject(new ChannelError('unreachable', 'network', 'no route')))
    const { id } = await talk()
    const message = await reply(id, 'سلام')
    await house.clock.advance(25 * 3_600_000)
    await start(network)
    expect(await becomes(message, 'failed')).toMatchObject({ sendError: 'expired' })
  })

  it('calls a send that may have gone unknown, never repeats it by itself, and goes on with the next', async () => {
    const network = handChannel(async ({ part }) => {
      if ('text' in part && part.text === 'شاید') throw new ChannelError('unknown', 'timeout', 'no answer')
    })
    const { sara, id } = await talk()
    const perhaps = await reply(id, 'شاید')
    const after = await reply(id, 'بعدی')
    await start(network)
    await becomes(after, 'sent')
    await house.clock.advance(3_600_000)
    expect(await becomes(perhaps, 'unknown')).toMatchObject({ sendError: 'timeout' })
    expect((await house.threadOf(id)).troubled).toBe(1)
    expect(network.words(sara.chat)).toEqual(['بعدی'])
    expect(network.attempts).toHaveLength(2)
  })

  it('sends again what failed when an agent says so, and counts it no more', async () => {
    let times = 0
    const network = handChannel(async () => {
      if (++times === 1) throw new ChannelError('refused', 'invalid', 'no')
    })
    const { id } = await talk()
    const message = await reply(id, 'سلام')
    await start(network)
    await becomes(message, 'failed')
    await house.desk.dismiss(id, neda, message)
    expect((await house.threadOf(id)).troubled).toBe(0)
    await house.desk.retry(id, neda, message)
    await becomes(message, 'sent')
    expect((await house.threadOf(id)).troubled).toBe(0)
    await expect(house.desk.retry(id, neda, message)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('never sends the bot’s words once an agent has the thread, even while they wait their turn', async () => {
    const network = handChannel()
    network.hold()
    const sara = house.customer()
    await sara.says('سلام')
    const id = await sara.thread()
    await start(network)
    await network.until(() => network.waitingTurns() === 1)
    await house.desk.take(id, neda)
    const own = await reply(id, 'سلام، ندا هستم')
    network.release()
    await becomes(own, 'sent')
    expect(network.words(sara.chat)).toEqual(['سلام، ندا هستم'])
  })

  it('sends the bot’s words again when the agent who has the thread says so', async () => {
    let times = 0
    const network = handChannel(async () => {
      if (++times === 1) throw new ChannelError('unknown', 'timeout', 'no answer')
    })
    const sara = house.customer()
    await sara.says('سلام')
    const id = await sara.thread()
    const [greeting] = (await house.messagesOf(id)).filter(({ from }) => from === 'bot')
    await start(network)
    await becomes(greeting!.id, 'unknown')
    await house.desk.take(id, neda)
    await house.desk.retry(id, neda, greeting!.id)
    await becomes(greeting!.id, 'sent')
    expect(network.words(sara.chat)).toEqual([greeting!.text])
  })

  it('leaves a send queued that only waited its turn when the service closed', async () => {
    const network = handChannel()
    network.hold()
    const { id } = await talk()
    const message = await reply(id, 'سلام')
    await start(network)
    await network.until(() => network.waitingTurns() === 1)
    await outbox!.close()
    expect(await house.store.read.outbox.ofMessage(message)).toMatchObject([{ state: 'queued', leasedUntil: null }])
    expect(network.attempts).toHaveLength(0)
  })

  it('calls unknown what was under way when the service died', async () => {
    const network = handChannel()
    const { id } = await talk()
    const message = await reply(id, 'سلام')
    const [send] = await house.store.read.outbox.ofMessage(message)
    const past = new Date(house.clock.now().getTime() - 1)
    await house.store.write(id, tx => tx.outbox.update(send!.id, { state: 'sending', leasedUntil: past }))
    await start(network)
    expect(await becomes(message, 'unknown')).toMatchObject({ sendError: 'interrupted' })
    expect(network.attempts).toHaveLength(0)
  })

  it('quotes what it answers by the network’s own name for it', async () => {
    const network = handChannel()
    const sara = house.customer()
    await sara.hear({ ...sara.of('remote-5'), kind: 'message', text: 'اپراتور', files: [] })
    const id = await sara.thread()
    const [first] = await house.messagesOf(id)
    const message = await house.desk.reply(id, neda, { text: 'بله', files: [], replyTo: first!.id })
    await start(network)
    await becomes(message, 'sent')
    expect(network.went.at(-1)?.part).toMatchObject({ kind: 'text', text: 'بله', replyTo: 'remote-5' })
  })

  it('edits what was sent, under the name the network gave it', async () => {
    const network = handChannel()
    const { id } = await talk()
    const message = await reply(id, 'سلاام')
    await start(network)
    await becomes(message, 'sent')
    await house.desk.edit(id, neda, message, 'سلام')
    await network.until(() => network.went.some(({ part }) => part.kind === 'edit'))
    expect(network.went.at(-1)?.part).toMatchObject({ kind: 'edit', target: 'sent-1', text: 'سلام', caption: false })
    expect(await becomes(message, 'sent')).toMatchObject({ text: 'سلام', extras: { before: [{ text: 'سلاام' }] } })
  })
})
