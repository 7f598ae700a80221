import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCodes, withoutCodes } from '../../src/text/codes.ts'
import { findPhones } from '../../src/text/phones.ts'

describe('an order code is read', () => {
  test.each([
    ['123456', '123456'],
    ['۱۲۳۴۵۶', '123456'],
    ['١٢٣٤٥٦٧٨', '12345678'],
    ['DK-1234567', 'DK1234567'],
    ['dk 1234567', 'DK1234567'],
    ['SNP 00412', 'SNP00412'],
    ['snp00412', 'SNP00412'],
    ['DK-۱۲۳ ۴۵۶', 'DK123456'],
    ['DK-۱۲۳ 456', 'DK123456'],
    ['DK – ۱۲۳۴۵۶۷', 'DK1234567'],
    ['۱۲۳ ۴۵۶ ۷۸۹', '123456789'],
    ['1 2 3 4 5 6', '123456'],
    ['123-456', '123456'],
    ['۱۲۳\u200C۴۵۶', '123456'],
    ['\u200F۱۲۳۴۵۶\u200E', '123456'],
    ['۱۲۳ـ۴۵۶', '123456'],
    ['\u2068DK\u2069-\u206612345\u2069', 'DK12345'],
    ['ＤＫ－１２３４５６７', 'DK1234567'],
    ['سلام سفارشم ۱۲۳۴۵۶ خراب رسید', '123456'],
    ['کد۱۲۳۴۵۶ه', '123456'],
    ['شماره سفارش:۱۲۳۴۵۶.', '123456'],
    ['سفارشDK-1234567رو پس می‌دم', 'DK1234567'],
    ['my order is 123456, broken', '123456'],
    ['Order no. 123456', '123456'],
    ['order #123456', '123456'],
    ['No.123456', '123456'],
    ['Order number 1234567890!', '1234567890'],
    ['MY ORDER IS 123456', '123456'],
    ['salam, sefaresham nareside, kodesh 123456', '123456'],
    ['kod 123456', '123456'],
    ['kod123456', '123456'],
    ['order123456', '123456'],
    ['ID:123456', '123456'],
    ['سفارش ۱۲۳۴۵۶ ۲ عدد', '123456'],
    ['123456 2 pieces', '123456'],
    ['2 ta 123 456', '123456'],
    ['سفارش ۹۰۴۵۱۲ ۱۴۰۳', '904512'],
    ['(123456)', '123456'],
    ['کد: 654321\nتلفن: 0912 345 6789', '654321'],
    ['سفارش ۱۲۳۴۵۶ به مبلغ ۲٬۵۰۰٬۰۰۰ تومان در ۱۴۰۳/۰۵/۱۲', '123456'],
    ['دیجی‌شاپ: سفارش DK-1234567 ارسال شد. مبلغ: 1,250,000 ریال. پشتیبانی 02188776655 ساعت ۱۰:۳۰', 'DK1234567'],
  ])('in «%s»: %s', (text, code) => {
    expect(findCodes(text)).toEqual([code])
  })
  test('each once, in the order written', () => {
    expect(findCodes('۱۲۳۴۵۶ و DK-1234567 و 123456 و 654321')).toEqual(['123456', 'DK1234567', '654321'])
    expect(findCodes('123456 654321')).toEqual(['123456', '654321'])
  })
})

describe('no order code is read', () => {
  test.each([
    ['a mobile number', '09123456789'],
    ['a mobile number in Persian digits', '۰۹۱۲۳۴۵۶۷۸۹'],
    ['a mobile number in pieces', '0912 345 67 89'],
    ['a mobile number with dashes', '0912-345-6789'],
    ['a mobile number of +98', '+989123456789'],
    ['a mobile number of +98 in pieces', '+98 912 345 6789'],
    ['a mobile number of 0098', '00989123456789'],
    ['a mobile number of 98', '989123456789'],
    ['a mobile number without its nought', '۹۱۲۳۴۵۶۷۸۹'],
    ['a mobile number without its nought, in pieces', '912 345 6789'],
    ['a mobile number with brackets', '(0912) 3456789'],
    ['a number abroad', '+49 151 23456789'],
    ['a short number with a plus', '+1234567'],
    ['a line at home', '021-88776655'],
    ['a line at home in pieces', '۰۲۱ ۸۸۷۷ ۶۶۵۵'],
    ['a line said to be one', 'تلفن من ۸۸۷۷۶۶۵۵'],
    ['a card', '6037991122334455'],
    ['a card in pieces', '۶۰۳۷ ۹۹۱۱ ۲۲۳۳ ۴۴۵۵'],
    ['a card with dashes', '6037-9911-2233-4455'],
    ['a Sheba', 'IR062960000000100324200001'],
    ['a Sheba in pieces', 'IR06 2960 0000 0010 0324 2000 01'],
    ['a price in toman', '۲۵۰۰۰۰۰ تومان'],
    ['a price in rial', '1250000ریال'],
    ['a price in Latin letters', '1250000 toman'],
    ['a price with separators', '۲٬۵۰۰٬۰۰۰'],
    ['a price with commas', '1,250,000'],
    ['a price with slashes', '۱/۲۵۰/۰۰۰ تومان'],
    ['a sum', 'مبلغ ۱۲۵۰۰۰۰ واریز کردم'],
    ['dollars', '$1250000'],
    ['a Persian date', '۱۴۰۳/۰۵/۱۲'],
    ['a date with dashes', '2024-05-12'],
    ['a date the other way', '12/05/1403'],
    ['a date with spaces', '1403 05 12'],
    ['a time', '10:45:20'],
    ['a postal code', 'کد پستی ۱۲۳۴۵۶۷۸۹۰'],
    ['a national id', 'کد ملی: ۰۰۱۲۳۴۵۶۷۸'],
    ['a link', 'https://shop.example/p/123456'],
    ['an address', 'ali123456@example.com'],
    ['a name', '@ali123456'],
    ['a decimal', '35.689200'],
    ['too few digits', '12345'],
    ['too many digits', '12345678901'],
    ['too many letters', 'ABCD-1234567'],
    ['a parcel', 'RR123456789IR'],
    ['a hash', 'a8f7e123456b'],
    ['no digits', 'سلام، سفارشم نرسیده'],
    ['nothing', ''],
  ])('%s: %s', (_, text) => {
    expect(findCodes(text)).toEqual([])
  })
})

test('a code survives any script, separators and sentence around it', () => {
  const scripts = ['0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩']
  const noise = fc.constantFrom('', '\u200C', '\u200F', '\u200E', '\u0640', '\u2069')
  const digit = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...scripts), noise)
  const letters = fc.constantFrom('DK', 'SNP', 'dk', 'snp', 'Xy')
  const around = fc.constantFrom(['', ''], ['سلام، کد ', ' است'], ['سفارشم ', ' خراب رسید!'], ['my order ', ', please'])
  fc.assert(
    fc.property(
      letters,
      fc.constantFrom('', '-', ' '),
      fc.array(digit, { minLength: 5, maxLength: 9 }),
      around,
      (prefix, gap, digits, [before, after]) => {
        fc.pre(!(gap === ' ' && prefix === 'Xy'))
        const text = `${before}${prefix}${gap}${digits.map(([value, script, mark]) => `${script[value]}${mark}`).join('')}${after}`
        expect(findCodes(text)).toEqual([prefix.toUpperCase() + digits.map(([value]) => value).join('')])
      },
    ),
  )
})

test('whatever is written, what is read has the form of a code', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('DK', '-', ' ', '۱۲۳', '456', '0912', '+98', 'تومان', '/', ':', '.', 'کارت'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), pieces => {
      const text = pieces.join('')
      for (const code of findCodes(text)) expect(code).toMatch(/^(?:[A-Z]{2,3}\d{5,9}|\d{6,10})$/)
      expect(() => withoutCodes(text)).not.toThrow()
    }),
    { numRuns: 1000 },
  )
})

test('a long text of digits is read in good time', () => {
  const started = performance.now()
  for (const text of [
    '1 '.repeat(20_000),
    '9'.repeat(40_000),
    'a1-'.repeat(15_000),
    '12,'.repeat(15_000),
    'کارت '.repeat(8_000),
    '1'.repeat(20).repeat(2000),
  ])
    findCodes(text)
  expect(performance.now() - started).toBeLessThan(3000)
})

test('what is said beside a code is known', () => {
  expect(withoutCodes('سفارشم ۱۲۳۴۵۶ خراب رسید').replace(/\s+/g, ' ').trim()).toBe('سفارشم خراب رسید')
  expect(withoutCodes('DK-123 4567').trim()).toBe('')
})

test('phone numbers are read in E.164', () => {
  expect(findPhones('۰۹۱۲ ۳۴۵ ۶۷۸۹ یا +98 912 345 6789 یا 9123456789')).toEqual(['+989123456789'])
  expect(findPhones('00989351234567, +49 151 23456789, DK-1234567')).toEqual(['+989351234567', '+4915123456789'])
  expect(findPhones('۱۲۳۴۵۶')).toEqual([])
})
