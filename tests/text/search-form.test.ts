import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ftsQuery, searchForm, tsQuery } from '../../src/text/search-form.ts'

const finds = (stored: string, asked: string): boolean => {
  const query = ftsQuery(asked)
  if (query === null) return false
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE f USING fts5(t, content='', prefix='2 3', tokenize="unicode61 remove_diacritics 2")`)
  db.prepare('INSERT INTO f(rowid, t) VALUES (1, ?)').run(searchForm(stored))
  const found = db.prepare('SELECT count(*) AS n FROM f WHERE f MATCH ?').get(query) as { n: number }
  db.close()
  return found.n === 1
}

describe('a sentence is found however its words are typed', () => {
  test.each([
    ['سفارش علي رسيد', 'علی', 'Arabic yeh stored'],
    ['موسى زنگ زد', 'موسی', 'alef maksura stored'],
    ['كتاب را خواستم', 'کتاب', 'Arabic kaf stored'],
    ['می‌خواهم لغو کنم', 'میخواهم', 'half-space stored, joined typed'],
    ['میخواهم لغو کنم', 'می‌خواهم', 'joined stored, half-space typed'],
    ['می خواهم لغو کنم', 'می‌خواهم', 'space stored, half-space typed'],
    ['می خواهم لغو کنم', 'میخواهم', 'space stored, joined typed'],
    ['کتاب‌ها رسید', 'کتاب', 'stem of a half-space plural'],
    ['کتابها رسید', 'کتاب', 'stem of a joined plural'],
    ['کتابها رسید', 'کتاب‌ها', 'joined plural stored, half-space typed'],
    ['کتاب ها رسید', 'کتابها', 'spaced plural stored, joined typed'],
    ['پیش فاکتور', 'پیش‌فاکتور', 'compound: space stored, half-space typed'],
    ['پیشفاکتور', 'پیش‌فاکتور', 'compound: joined stored, half-space typed'],
    ['پیشفاکتور', 'پیش فاکتور', 'compound: joined stored, space typed'],
    ['کد ۱۲۳۴۵ ثبت شد', '12345', 'Persian digits stored, ASCII typed'],
    ['کد ١٢٣٤٥ ثبت شد', '۱۲۳۴۵', 'Arabic digits stored, Persian typed'],
    ['مُحَمَّد آمد', 'محمد', 'vowel marks stored'],
    ['ســلام', 'سلام', 'tatweel stored'],
    ['آدرس جدید', 'ادرس', 'alef madda stored, bare alef typed'],
    ['مسأله حل شد', 'مساله', 'hamza on alef'],
    ['خانهٔ ما', 'خانه', 'hamza above'],
    ['ﺳﻼم', 'سلام', 'presentation forms'],
    ['\u200Fسلام\u200F', 'سلام', 'bidi marks around the word'],
    ['Café رزرو شد', 'cafe', 'Latin accent'],
    ['سفارش ORD123456', 'ord۱۲۳۴۵۶', 'Latin letters with Persian digits'],
    ['می خواهم سفارشم را لغو کنم', 'میخواهم لغو', 'several words, one of them spaced'],
    ['کد DK-۱۲۳ ۴۵۶۷ است', 'dk1234567', 'a code stored in pieces, typed in one'],
    ['کد dk1234567 است', 'DK-123 4567', 'a code stored in one, typed in pieces'],
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹ زنگ بزنید', '09123456789', 'a phone stored in pieces'],
    ['+98 912 345 6789', '0912 345 67 89', 'a phone stored with its country'],
    ['سفارشم شکسته بود', 'شکس', 'the beginning of a word'],
  ])('«%s» by «%s» (%s)', (stored, asked) => {
    expect(finds(stored, asked)).toBe(true)
  })
})

describe('what is another word is not found', () => {
  test.each([
    ['ماه آینده', 'ما'],
    ['سلامت باشید', 'سلا متی'],
    ['کتاب', 'کتابخانه'],
    ['می روم', 'میز'],
    ['۱۲۳۴۵', '۱۲۳۴۶'],
    ['سلام', '!؟ 🙂'],
    ['سلام', ''],
  ])('«%s» by «%s»', (stored, asked) => {
    expect(finds(stored, asked)).toBe(false)
  })
})

test('whatever is asked, the index understands the question', () => {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE f USING fts5(t, tokenize="unicode61 remove_diacritics 2")`)
  const ask = db.prepare('SELECT count(*) FROM f WHERE f MATCH ?')
  const operators = fc.constantFrom(
    '"',
    '*',
    'NEAR(',
    'AND',
    'OR',
    'NOT',
    ':',
    '^',
    '(',
    ')',
    "'",
    '\\',
    '|',
    '&',
    '\u200C',
    '\0',
    'می ',
    ' ها',
  )
  const asked = fc
    .array(fc.oneof(operators, fc.string({ unit: 'binary' }), fc.constant(' ')))
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(asked, text => {
      const query = ftsQuery(text)
      if (query !== null) ask.get(query)
      expect(tsQuery(text) === null).toBe(query === null)
    }),
  )
})

test('a word of a message finds that message', () => {
  const word = fc.constantFrom('سلام', 'می‌خواهم', 'کتاب‌ها', 'order', 'DK-1234567', '۱۲۳۴۵۶', 'پیش‌فاکتور', 'خانهٔ')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(5), (words, index) => {
      expect(finds(words.join(' '), words[index % words.length] ?? '')).toBe(true)
    }),
    { numRuns: 60 },
  )
})

describe('for PostgreSQL', () => {
  test('each word stands as letters and digits between operators of ours', () => {
    expect(tsQuery("می‌خواهم'; DROP | x")).toBe('((میخواهم) | (می <-> خواهم)) & ((drop)) & ((x))')
    expect(tsQuery('شکس')).toBe('((شکس:*))')
  })
  test('a word longer than it takes is shortened alike when stored and when asked', () => {
    const long = 'ا'.repeat(3000)
    expect(searchForm(long)).toHaveLength(100)
    expect(tsQuery(long)).toContain(searchForm(long))
  })
})
