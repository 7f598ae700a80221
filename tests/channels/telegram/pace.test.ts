import { beforeEach, describe, expect, it } from 'vitest'
import { type Pace, pace } from '../../../src/channels/telegram/pace.ts'
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts'

let clock: FakeClock
let pacing: Pace
let start: number

beforeEach(() => {
  clock = fakeClock()
  pacing = pace({ clock })
  start = clock.now().getTime()
})

/** When each turn came, in milliseconds from the start, in the order they came. */
const turns = (...asked: [chat: string, cost?: number][]) => {
  const came: [string, number][] = []
  for (const [chat, cost = 1] of asked) {
    void pacing.turn(chat, cost).then(() => came.push([chat, clock.now().getTime() - start]))
  }
  return came
}
const times = (count: number, chat: string) => Array.from({ length: count }, (): [string] => [chat])

describe('the pace of sending', () => {
  it('lets a burst of three through to one chat, then one a second', async () => {
    const came = turns(...times(5, 'a'))
    await clock.advance(10_000)
    expect(came.map(([, at]) => at)).toEqual([0, 0, 0, 1_000, 2_000])
  })

  it('gives a chat its burst back with time', async () => {
    turns(...times(3, 'a'))
    await clock.advance(3_000)
    const came = turns(...times(4, 'a'))
    await clock.advance(1_000)
    expect(came.map(([, at]) => at)).toEqual([3_000, 3_000, 3_000, 4_000])
  })

  it('sends about thirty a second in all', async () => {
    const came = turns(...Array.from({ length: 90 }, (_, at): [string] => [`chat ${at}`]))
    await clock.advance(0)
    expect(came).toHaveLength(30)
    await clock.advance(1_000)
    expect(came).toHaveLength(60)
    await clock.advance(1_000)
    expect(came).toHaveLength(90)
  })

  it('lets chats have their turns in rotation, so that a long reply delays nobody', async () => {
    pacing = pace({ clock, perSecond: 1, perChatSecond: 100, chatBurst: 100 })
    const came = turns(['first'], ...times(3, 'long'), ['b'], ['c'])
    await clock.advance(10_000)
    expect(came.map(([chat]) => chat)).toEqual(['first', 'long', 'b', 'c', 'long', 'long'])
  })

  it('counts an album by its files', async () => {
    const came = turns(['a', 10], ['a'])
    await clock.advance(20_000)
    expect(came.map(([, at]) => at)).toEqual([0, 8_000])
  })

  it('pauses the one chat Telegram spoke of', async () => {
    pacing.limited('a', 5_000)
    expect([pacing.isPaused('a'), pacing.isPaused('b')]).toEqual([true, false])
    const came = turns(['a'], ['b'])
    await clock.advance(6_000)
    expect(came).toEqual([
      ['b', 0],
      ['a', 5_000],
    ])
  })

  it('pauses a chat that is already waiting for its turn', async () => {
    const came = turns(...times(4, 'a'))
    await clock.advance(0)
    pacing.limited('a', 5_000)
    await clock.advance(4_999)
    expect(came).toHaveLength(3)
    await clock.advance(1)
    expect(came).toHaveLength(4)
  })

  it.each([
    ['the call was about no chat', () => pacing.limited(null, 5_000)],
    [
      'three chats are hit in a short time',
      () => {
        for (const chat of ['b', 'c', 'd']) pacing.limited(chat, 5_000)
      },
    ],
  ])('pauses the whole bot when %s', async (_, hit) => {
    hit()
    const came = turns(['a'])
    await clock.advance(4_999)
    expect(came).toEqual([])
    await clock.advance(1)
    expect(came).toEqual([['a', 5_000]])
  })

  it('does not pause the whole bot for three chats hit over a long time', async () => {
    for (const chat of ['b', 'c', 'd']) {
      pacing.limited(chat, 30_000)
      await clock.advance(6_000)
    }
    expect(pacing.isPaused('a')).toBe(false)
  })

  it('tells the caller of a pause too long to wait for, and those who wait already', async () => {
    turns(...times(3, 'a'))
    const waiting = pacing.turn('a', 1)
    pacing.limited('a', 73_414_000)
    const refusal = { kind: 'limited', code: 'rate_limit', retryAfterMs: 73_414_000 }
    await expect(waiting).rejects.toMatchObject(refusal)
    await expect(pacing.turn('a', 1)).rejects.toMatchObject(refusal)
  })

  it('lets go of who no longer wants to wait, and keeps their place for nobody', async () => {
    turns(...times(3, 'a'))
    const taken = new AbortController()
    const waiting = pacing.turn('a', 1, taken.signal)
    const came = turns(['a'])
    taken.abort(new Error('taken by an agent'))
    await expect(waiting).rejects.toThrow('taken by an agent')
    await expect(pacing.turn('b', 1, taken.signal)).rejects.toThrow('taken by an agent')
    await clock.advance(1_000)
    expect(came).toEqual([['a', 1_000]])
  })

  it('sends away who waits when it closes, and everyone after', async () => {
    turns(...times(3, 'a'))
    const waiting = pacing.turn('a', 1)
    pacing.close()
    await expect(waiting).rejects.toMatchObject({ kind: 'unreachable' })
    await expect(pacing.turn('b', 1)).rejects.toMatchObject({ kind: 'unreachable' })
    await clock.advance(0)
    expect(clock.sleeping).toBe(0)
  })
})
