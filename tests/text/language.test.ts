import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languageOf, languageOfHint } from '../../src/text/language.ts'

describe('the language of what was written', () => {
  test.each([
    ['سلام، سفارشم نرسیده', 'fa'],
    ['سلام', 'fa'],
    ['سفارش علي رسيد ولي خراب است', 'fa'],
    ['كد سفارش ١٢٣٤٥٦', 'fa'],
    ['خراب', 'fa'],
    ['salam sefaresham nareside', 'fa'],
    ['salam, sefaresham nareside, kodesh 123456', 'fa'],
    ['kharab bood', 'fa'],
    ['mikham poolamo pas begiram', 'fa'],
    ['Slm khaste nabashid', 'fa'],
    ['order من نرسیده', 'fa'],
    ['تست فارسی و English با هم', 'fa'],
    ['Hello, my order has not arrived', 'en'],
    ['a person, please', 'en'],
    ['The item is broken', 'en'],
    ['hi', 'en'],
    ['How do you say "سلام" here in the shop?', 'en'],
    ['أين طلبي؟ لم يصل حتى الآن', null],
    ['مرحبا، أريد استرجاع الطلب', null],
    ['123456', null],
    ['DK-1234567', null],
    ['۱۲۳۴۵۶', null],
    ['🙂👍', null],
    ['https://shop.example/my/order', null],
    ['ali@example.com', null],
    ['/start', null],
    ['Pixel', null],
    ['Wo ist meine Bestellung', null],
    ['', null],
  ])('of «%s» is %s', (text, language) => {
    expect(languageOf(text)).toBe(language)
  })
  test('is told, or not, of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect([null, 'fa', 'en']).toContain(languageOf(text))
      }),
    )
  })
})

test("a messenger's setting is a hint", () => {
  expect(['fa', 'fa-IR', 'en', 'en-US', 'EN_gb', 'ar', 'tr', '', null].map(languageOfHint)).toEqual([
    ...['fa', 'fa', 'en', 'en', 'en', null, null, null, null],
  ])
})
