import { describe, expect, it } from 'vitest'
import { makePassword } from '../../src/console/agents/password.ts'
import { otherFacts } from '../../src/console/card/facts.ts'
import { placeOf } from '../../src/console/media/place.ts'
import { initials } from '../../src/console/parts/initials.ts'
import { tokenIn } from '../../src/console/session/token.ts'

describe('small parts of the console', () => {
  it('shortens a name to its letters, whatever else stands in it', () => {
    expect(initials('Jonas Weber')).toMatch(/^J.*W$/s)
    expect(initials('  حسین   صادقی ')).toMatch(/^ح.*ص$/s)
    expect(initials('🙂 Mina 123')).toBe('M')
    expect(initials('')).toBe('؟')
  })

  it('keeps a place of the right shape for a picture that is not loaded yet', () => {
    expect(placeOf(3000, 2000)).toEqual({ width: 320, height: 213 })
    expect(placeOf(1000, 4000)).toEqual({ width: 90, height: 360 })
    expect(placeOf(null, null)).toEqual({ width: 240, height: 240 })
  })

  it('lists what a flow of their own learned, and no field twice', () => {
    const facts = {
      orderCode: 'DK-1',
      photos: ['k'],
      voices: ['fil_1'],
      size: 'L',
      amount: 5,
      colours: ['red', 'blue'],
      nested: {},
    }
    expect(otherFacts(facts)).toEqual([
      ['size', 'L'],
      ['amount', '5'],
      ['colours', 'red، blue'],
    ])
  })

  it('reads the setup link, with and without a name before the token', () => {
    expect(tokenIn('#O0Mpu-aK_t')).toBe('O0Mpu-aK_t')
    expect(tokenIn('#token=O0Mpu-aK_t')).toBe('O0Mpu-aK_t')
    expect(tokenIn('')).toBe('')
  })

  it('makes a password that can be read aloud', () => {
    expect(makePassword(new Uint8Array(16).fill(0))).toBe('aaaa-aaaa-aaaa-aaaa')
    expect(makePassword(Uint8Array.from({ length: 16 }, (_, byte) => byte * 16))).toMatch(
      /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/,
    )
  })
})
