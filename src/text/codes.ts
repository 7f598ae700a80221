import { notCodes } from './not-codes.ts'
import { blank, type Plain, plain } from './plain.ts'

/** Words that stand before a code and are no part of it ("kod 123456", "is 123456", "No. 123456"). */
const notPrefixes = new Set([
  ...['is', 'was', 'are', 'no', 'nr', 'num', 'id', 'my', 'the', 'for', 'to', 'of', 'in', 'on', 'an', 'at', 'and', 'or'],
  ...[
    'it',
    'its',
    'hi',
    'hey',
    'ok',
    'yes',
    'tel',
    'fax',
    'pin',
    'cod',
    'usd',
    'eur',
    'irr',
    'irt',
    'tmn',
    'tom',
    'ir',
  ],
  ...['kod', 'az', 'va', 'ke', 'ba', 'be', 'ye', 'man', 'een', 'ine'],
])
const labels = /(?:code|kode?(?:sh)?|order|number|shomare|sefaresh[a-z]{0,2})$/i

const attached = /^[-_]?$/
const groupOf = '\\d+(?:[-_ ]{1,3}\\d+)*'
const candidate = new RegExp(
  `(?:(?<![A-Za-z])(?<letters>[A-Za-z]+))?(?<gap>[ \\-_#:.]{0,3})(?<![\\d+])(?<groups>${groupOf})(?![A-Za-z\\d])`,
  'g',
)

const digitsAlone = { least: 6, most: 10 }
const digitsAfterLetters = { least: 5, most: 9 }
type Range = typeof digitsAlone

interface Found {
  code: string
  start: number
  end: number
}

/**
 * The order codes in what somebody wrote, canonical (`DK1234567`, `123456`) and each once, in the order written: 6 to 10 digits, or
 * two or three Latin letters and 5 to 9 digits, in any script of digits and however spaced. Phones, cards, prices and dates are none.
 */
export const findCodes = (text: string): string[] => [...new Set(read(plain(text)).map(({ code }) => code))]

/** What was written besides its codes. */
export const withoutCodes = (text: string): string => {
  const written = plain(text)
  return read(written).reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    written as string,
  )
}

const read = (text: Plain): Found[] => {
  if (!/\d{2}|\d.\d/.test(text)) return []
  const masked = notCodes.reduce(blank, text)
  return [...masked.matchAll(candidate)].flatMap(fromCandidate)
}

const fromCandidate = (match: RegExpExecArray): Found[] => {
  const { letters = '', gap = '', groups = '' } = match.groups ?? {}
  const start = match.index
  const digitsStart = start + letters.length + gap.length
  const prefix = prefixFrom(letters, gap)
  if (!prefix && belongsToWord(letters, gap)) return []
  const numbers = joinGroups(groups, prefix ? digitsAfterLetters : digitsAlone)
  return numbers.flatMap(({ digits, at, length }, index): Found[] => {
    const place = { start: digitsStart + at, end: digitsStart + at + length }
    if (prefix && index === 0 && within(digits, digitsAfterLetters) && at === 0)
      return [{ code: prefix + digits, start, end: place.end }]
    return within(digits, digitsAlone) ? [{ code: digits, ...place }] : []
  })
}

/** `ABCD-1234567` and `x123456` are something else; `order123456` and `kod-123456` only lack a space. */
const belongsToWord = (letters: string, gap: string): boolean =>
  letters !== '' && attached.test(gap) && !labels.test(letters) && !notPrefixes.has(letters.toLowerCase())

/** The letters as a code's beginning, upper case; null where they are a word of the sentence. */
const prefixFrom = (letters: string, gap: string): string | null => {
  if (letters.length < 2 || letters.length > 3 || notPrefixes.has(letters.toLowerCase())) return null
  const upper = letters === letters.toUpperCase()
  const unlikeAWord = !/[aeiou]/i.test(letters)
  return attached.test(gap) || upper || unlikeAWord ? letters.toUpperCase() : null
}

interface DigitRun {
  digits: string
  at: number
  length: number
}

/** `123 456` is one number, `123456 654321` are two, and in `123456 2` the 2 counts something. */
const joinGroups = (groups: string, range: Range): DigitRun[] => {
  const parts = [...groups.matchAll(/\d+/g)].map(match => ({
    digits: match[0],
    at: match.index,
    length: match[0].length,
  }))
  const whole = { digits: parts.map(part => part.digits).join(''), at: 0, length: groups.length }
  const tight = !/[ ]/.test(groups)
  if (parts.length === 1 || (tight && within(whole.digits, range))) return [whole]
  if (parts.some(part => part.length >= range.least)) return parts
  const counted = parts.every(part => part.length === 1) ? parts : parts.filter(part => part.length > 1)
  const [first, last] = [counted[0], counted.at(-1)]
  if (!first || !last) return []
  return [{ digits: counted.map(part => part.digits).join(''), at: first.at, length: last.at + last.length - first.at }]
}

const within = (digits: string, { least, most }: Range): boolean => digits.length >= least && digits.length <= most
