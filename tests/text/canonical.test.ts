import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, storable } from '../../src/text/canonical.ts'
import { toAsciiDigits, toPersianDigits } from '../../src/text/digits.ts'

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'يىئےكڪةۀآأإٱؤءهٔا۰٣5éÉİß\u200C\u200D\u064B\u0640\u202E ﻼﷺ½ẞΣ'), maxLength: 30 }),
)

describe('the canonical form', () => {
  test.each([
    ['علي', 'علی'],
    ['كتاب', 'کتاب'],
    ['خانۀ ما', 'خانه ما'],
    ['آدرسِ مسأله', 'ادرس مساله'],
    ['مؤسسه', 'موسسه'],
    ['مسئول', 'مسیول'],
    ['جزء', 'جز'],
    ['۱۲۳٤٥6', '123456'],
    ['CAFÉ Ｘ', 'cafe x'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['\u202Eســـلام\u200F', 'سلام'],
  ])('of «%s» is «%s»', (text, form) => {
    expect(canonical(text)).toBe(form)
  })
  test('of a canonical form is itself', () => {
    fc.assert(
      fc.property(anything, text => {
        expect(canonical(canonical(text))).toBe(canonical(text))
      }),
      { numRuns: 2000 },
    )
  })
})

test('text that a database would refuse is made storable, all else is kept as written', () => {
  expect(storable('a\u0000b\uD800c😀')).toBe('ab\uFFFDc😀')
  expect(storable('می‌خواهم é 👩‍👩‍👧')).toBe('می‌خواهم é 👩‍👩‍👧')
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), units => {
      const text = storable(String.fromCharCode(...units))
      expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
      expect(text).not.toContain('\0')
    }),
  )
})

test('digits of any script become ASCII, and Persian for showing', () => {
  expect(toAsciiDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789 الف')).toBe('0123456789 0123456789 0123456789 الف')
  expect(toPersianDigits('٠٩ 2024 x')).toBe('۰۹ ۲۰۲۴ x')
})
