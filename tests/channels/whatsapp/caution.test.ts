import { describe, expect, it } from 'vitest'
import { caution } from '../../../src/channels/whatsapp/caution.ts'
import { fakeClock } from '../../support/fake-clock.ts'

function careful() {
  const clock = fakeClock()
  const rests: number[] = []
  return { clock, rests, care: caution({ clock, rests: ms => void rests.push(ms) }) }
}

describe('a number whose messages are refused', () => {
  it('rests after three people in a row, once, for ten minutes', async () => {
    const { clock, rests, care } = careful()
    for (const chat of ['a', 'b']) care.refused(chat)
    expect(care.restMs()).toBe(0)
    care.refused('c')
    expect([care.restMs(), rests]).toEqual([600_000, [600_000]])
    await clock.advance(599_000)
    expect(care.restMs()).toBe(1_000)
    await clock.advance(1_000)
    expect(care.restMs()).toBe(0)
  })

  it('goes on where it is one person who wants nothing from us, or others hear us in between', () => {
    const { care, rests } = careful()
    for (const chat of ['a', 'a', 'a', 'b']) care.refused(chat)
    care.went()
    for (const chat of ['c', 'd']) care.refused(chat)
    expect([care.restMs(), rests]).toEqual([0, []])
  })
})
