import { describe, expect, it } from 'vitest'
import { dialled } from '../../src/text/phones.ts'

describe('a number to dial', () => {
  it.each([
    '0912 345 6789',
    '۰۹۱۲۳۴۵۶۷۸۹',
    '٠٩١٢-٣٤٥-٦٧٨٩',
    '9123456789',
    '+98 (0) 912 345 67 89',
    '+98 0912 345 6789',
    '0098 912 345 6789',
    '98-912-345-6789',
    ' \u200E+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹\u200F ',
  ])('is the same however it is written: %s', written => {
    expect(dialled(written)).toBe('989123456789')
  })

  it('keeps the code of any country', () => {
    expect(dialled('+49 151 2345 6789')).toBe('4915123456789')
    expect(dialled('0044 7700 900123')).toBe('447700900123')
    expect(dialled('+960 771 2345')).toBe('9607712345')
    expect(dialled('+98 21 8877 6655')).toBe('982188776655')
  })

  it('is not guessed where it is not whole', () => {
    for (const written of ['', 'abc', '0912', '021 8877 6655', '+98 912 345', '1234567', '+1234567890123456', '++98'])
      expect(dialled(written), written).toBeNull()
  })
})
