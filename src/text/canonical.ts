import { toAsciiDigits } from './digits.ts'

/** Written, but neither read nor searched: bidi marks and embeddings, joiners, soft hyphen, tatweel. Not the half-space. */
const unseen = /[\u00AD\u061C\u0640\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]|\u200D/g
const arabicMarks = /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED]/g
const latinAccents = /(\p{Script=Latin})\p{M}+/gu
const hamza = /\u0621/g

const letters: Record<string, string> = {
  ي: 'ی', // Arabic yeh
  ى: 'ی', // alef maksura
  ے: 'ی',
  ك: 'ک', // Arabic kaf
  ڪ: 'ک',
  ة: 'ه',
  ہ: 'ه',
  ە: 'ه',
  ٱ: 'ا',
}
const variants = /[\u064A\u0649\u06D2\u0643\u06AA\u0629\u06C1\u06D5\u0671]/g

/**
 * The same text for everyone who types it another way: one form of each letter and digit, lower case, no marks or accents.
 * For comparing and searching, never for showing. Half-spaces (ZWNJ) stay, because what they mean is up to who compares.
 */
export const canonical = (text: string): string =>
  toAsciiDigits(
    decomposed(text)
      .replace(unseen, '')
      .replace(arabicMarks, '') // آ أ ؤ ئ ۀ are their letter and a mark by now
      .replace(latinAccents, '$1')
      .replace(variants, letter => letters[letter] ?? letter)
      .replace(hamza, ''),
  ).normalize('NFKC')

// Twice, because lower case can bring new marks: İ becomes i and a dot.
const decomposed = (text: string): string => text.normalize('NFKD').toLowerCase().normalize('NFKD')

/** What any database can keep: without NUL, which PostgreSQL refuses, and with U+FFFD where half of a pair of surrogates is missing. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')
