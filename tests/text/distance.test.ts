import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceOf } from '../../src/text/distance.ts'

describe('the distance of two texts', () => {
  it('counts letters put in, left out, changed and swapped', () => {
    expect(distanceOf('خراب', 'خراب', 3)).toBe(0)
    expect(distanceOf('خراب', 'خرا', 3)).toBe(1)
    expect(distanceOf('خراب', 'خزاب', 3)).toBe(1)
    expect(distanceOf('item', 'itme', 3)).toBe(1)
    expect(distanceOf('kitten', 'sitting', 3)).toBe(3)
    expect(distanceOf('', 'abc', 5)).toBe(3)
  })

  it('is the same from either side, nothing only between equals, and never told beyond the most', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ن', '🙂'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, fc.nat(9), (one, other, max) => {
        const far = distanceOf(one, other, max)
        expect(far).toBe(distanceOf(other, one, max))
        expect(far === 0).toBe(one === other)
        expect(far).toBeLessThanOrEqual(max + 1)
      }),
    )
  })
})
