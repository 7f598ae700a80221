import { describe, expect, it } from 'vitest'
import { turns } from '../../../src/channels/whatsapp/turns.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const never = new AbortController().signal

function pace({ random = 0, everyMs = 2_000 } = {}) {
  const clock = fakeClock()
  const start = clock.now().getTime()
  const went: { chat: string; at: number }[] = []
  const typing: string[] = []
  const line = { isUp: true, restMs: 0, handing: null as Promise<void> | null }
  const given = turns({
    clock,
    everyMs,
    isUp: () => line.isUp,
    restMs: () => line.restMs,
    handing: () => line.handing,
    next: chat => void typing.push(chat),
    random: () => random,
  })
  /** Waits for a turn; gives the error where there was none. */
  const wait = (chat: string, signal: AbortSignal = never) =>
    given.turn(chat, signal).then(
      () => void went.push({ chat, at: clock.now().getTime() - start }),
      error => error,
    )
  return { clock, given, line, went, typing, wait }
}

describe('the pace of a number', () => {
  it('lets the first go at once, and each next one after a pause', async () => {
    const { clock, went, wait } = pace()
    for (const chat of ['sara', 'sara', 'sara']) void wait(chat)
    await clock.advance(10_000)
    expect(went.map(({ at }) => at)).toEqual([0, 2_000, 4_000])
  })

  it('sends nobody anything while the number rests, and says how long', async () => {
    const { line, went, wait } = pace()
    line.restMs = 600_000
    expect(await wait('sara')).toMatchObject({ kind: 'limited', retryAfterMs: 600_000 })
    expect(went).toEqual([])
  })

  it('never sends to the same beat, and never faster than it may', async () => {
    const { clock, went, wait } = pace({ random: 0.9 })
    for (const chat of ['sara', 'sara']) void wait(chat)
    await clock.advance(10_000)
    expect(went.map(({ at }) => at)).toEqual([0, 2_900])
  })

  it('serves chats in turn, each in its order', async () => {
    const { clock, went, wait } = pace()
    for (const chat of ['sara', 'sara', 'sara', 'reza']) void wait(chat)
    await clock.advance(10_000)
    expect(went.map(({ chat }) => chat)).toEqual(['sara', 'sara', 'reza', 'sara'])
  })

  it('shows whoever comes next that somebody writes, and nobody who need not wait', async () => {
    const { clock, typing, wait } = pace()
    void wait('sara')
    await clock.advance(0)
    expect(typing).toEqual([])
    void wait('reza')
    await clock.advance(10_000)
    expect(typing).toEqual(['reza'])
  })

  it('sends away at once who would wait too long, and says when to come again', async () => {
    const { clock, went, wait } = pace()
    for (let i = 0; i < 4; i++) void wait('sara')
    expect(await wait('reza')).toMatchObject({ kind: 'limited', code: 'rate_limit', retryAfterMs: expect.any(Number) })
    await clock.advance(20_000)
    expect(went).toHaveLength(4)
    void wait('reza')
    await clock.advance(20_000)
    expect(went.at(-1)?.chat).toBe('reza')
  })

  it('lets who is called away go without taking a turn', async () => {
    const { clock, went, wait } = pace()
    const away = new AbortController()
    void wait('sara')
    const called = wait('reza', away.signal)
    void wait('sara')
    await clock.advance(500)
    away.abort(new Error('an agent took it'))
    expect(await called).toMatchObject({ message: 'an agent took it' })
    await clock.advance(10_000)
    expect(went.map(({ chat, at }) => [chat, at])).toEqual([
      ['sara', 0],
      ['sara', 2_000],
    ])
  })

  it('lets nobody wait while the line is down, and serves again when it is up', async () => {
    const { clock, given, line, went, wait } = pace()
    void wait('sara')
    const waiting = wait('reza')
    await clock.advance(0)
    line.isUp = false
    given.stir()
    const down = { kind: 'unreachable', retryAfterMs: expect.any(Number) }
    expect(await waiting).toMatchObject(down)
    expect(await wait('sara')).toMatchObject(down)
    line.isUp = true
    void wait('sara')
    await clock.advance(10_000)
    expect(went.map(({ chat }) => chat)).toEqual(['sara', 'sara'])
  })

  it('comes only after the last one was handed over, and sends away who would wait too long for that', async () => {
    const { clock, line, went, wait } = pace()
    let handed = () => {}
    line.handing = new Promise(resolve => {
      handed = resolve
    })
    const first = wait('sara')
    await clock.advance(5_000)
    expect(went).toEqual([])
    handed()
    await first
    expect(went).toHaveLength(1)
    line.handing = new Promise(() => {})
    const second = wait('reza')
    await clock.advance(20_000)
    expect(await second).toMatchObject({ kind: 'limited', code: 'rate_limit' })
    line.handing = null
    void wait('reza')
    await clock.advance(1_000)
    expect(went.map(({ chat }) => chat)).toEqual(['sara', 'reza'])
  })

  it('lets nobody wait once it is closed', async () => {
    const { clock, given, wait } = pace()
    void wait('sara')
    const waiting = wait('reza')
    await clock.advance(0)
    given.close()
    expect(await waiting).toMatchObject({ kind: 'unreachable' })
    expect(await wait('sara')).toMatchObject({ kind: 'unreachable' })
  })
})
