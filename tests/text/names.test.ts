import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lengthOf } from '../../src/text/length.ts'
import { cleanFileName, cleanName } from '../../src/text/names.ts'

test("a person's name is one line without tricks", () => {
  expect(cleanName('  علی‌رضا\n\u202E moc \u0000 ')).toBe('علی‌رضا moc')
  expect(cleanName('👩‍👩‍👧')).toBe('👩‍👩‍👧')
  expect(cleanName('\u200F\u202E ')).toBe('')
  expect(lengthOf(cleanName('ا'.repeat(500)))).toBe(100)
})

describe("a file's name", () => {
  test.each([
    ['عکس سفارش.jpg', 'عکس سفارش.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\temp\\a.png', 'C__temp_a.png'],
    ['.htaccess', 'htaccess'],
    ['photo\u202Egpj.exe', 'photo gpj.exe'],
    ['a\r\nX-Evil: 1', 'a X-Evil_ 1'],
    ['...', 'file'],
    ['', 'file'],
  ])('«%s» is offered as «%s»', (name, clean) => {
    expect(cleanFileName(name, 'file')).toBe(clean)
  })
  test('keeps its ending when it is long', () => {
    expect(cleanFileName(`${'ا'.repeat(300)}.jpeg`, 'file')).toMatch(/^ا{114}….jpeg$/)
  })
  test('never holds a path or a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        expect(cleanFileName(name, 'file')).toMatch(/^[^\\/\p{Cc}\u202E]{1,130}$/u)
        expect(lengthOf(cleanFileName(name, 'file'))).toBeLessThanOrEqual(120)
      }),
    )
  })
})
