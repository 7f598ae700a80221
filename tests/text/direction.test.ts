import { expect, test } from 'vitest'
import { directionOf, isolate } from '../../src/text/direction.ts'

test.each([
  ['سلام world', 'rtl'],
  ['Hello دنیا', 'ltr'],
  ['۱۲۳ - ! Hello', 'ltr'],
  ['«123» سلام', 'rtl'],
  ['\u2068DK-123\u2069 سفارش', 'rtl'],
  ['שלום', 'rtl'],
  ['۱۲۳۴ 🙂 ؟', null],
  ['', null],
])('the direction of «%s» is %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction)
})

test('a code is isolated once, and nothing in it reaches the text around', () => {
  expect(isolate('DK-123')).toBe('\u2068DK-123\u2069')
  expect(isolate(isolate('DK-123'))).toBe('\u2068DK-123\u2069')
  expect(isolate('\u202Egpj\u2069.exe')).toBe('\u2068gpj.exe\u2069')
  expect(isolate('')).toBe('')
})
