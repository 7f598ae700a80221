import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lengthOf, shorten, splitText } from '../../src/text/length.ts'

const graphemes = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(each => each.segment)

const endsOf = (parts: string[]): number[] => {
  let end = 0
  return parts.map(part => {
    end += part.length
    return end
  })
}

describe('a long text', () => {
  test('is cut at a paragraph, else a sentence, else a word', () => {
    expect(splitText('یک دو.\n\nسه چهار پنج شش', 14)).toEqual(['یک دو.\n\n', 'سه چهار پنج شش'])
    expect(splitText('One two three. Four five', 20)).toEqual(['One two three. ', 'Four five'])
    expect(splitText('سلام؟ بله خیر', 9)).toEqual(['سلام؟ ', 'بله خیر'])
    expect(splitText('aaaa bbbb cccc', 11)).toEqual(['aaaa bbbb ', 'cccc'])
    expect(splitText('abcdefgh', 3)).toEqual(['abc', 'def', 'gh'])
    expect(splitText('', 3)).toEqual([])
  })
  test('keeps every character, in pieces that are not too long', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom('a', 'س', ' ', '\n', '.', '👩‍👩‍👧', '🇮🇷', 'é', 'می‌خواهم', '\uD800'),
        maxLength: 80,
      }),
    )
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (whole, max) => {
        const pieces = splitText(whole, max)
        expect(pieces.join('')).toBe(whole)
        for (const piece of pieces) expect(lengthOf(piece)).toBeLessThanOrEqual(max)
      }),
    )
  })
  test('never breaks what is seen as one character', () => {
    const seen = fc.constantFrom('a', 'س', ' ', '. ', '👩‍👩‍👧', '🇮🇷', 'e\u0301', 'مُ', '👍🏽')
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 150 }), fc.integer({ min: 8, max: 30 }), (parts, max) => {
        const whole = parts.join('')
        const borders = endsOf(graphemes(whole))
        for (const end of endsOf(splitText(whole, max))) expect(borders).toContain(end)
      }),
    )
  })
  test('of a book is cut in good time, even where it has no spaces', () => {
    const started = performance.now()
    expect(splitText('س'.repeat(200_000), 4096)).toHaveLength(49)
    expect(splitText(`a${'\u0301'.repeat(100_000)}`, 4096)).toHaveLength(25)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

test('a preview ends in an ellipsis where something was left out', () => {
  expect(shorten('سلام دنیا', 20)).toBe('سلام دنیا')
  expect(shorten('سلام دنیا', 6)).toBe('سلام…')
  expect(shorten('👩‍👩‍👧👩‍👩‍👧', 6)).toBe('👩‍👩‍👧…')
})
