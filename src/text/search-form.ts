import { canonical } from './canonical.ts'
import { findCodes } from './codes.ts'
import { findPhones } from './phones.ts'

const halfSpace = '\u200C'
const letter = '[\u0620-\u06FF]'
const suffix = '(?:ها|های|هایی|هایم|هایت|هایش|هایمان|تر|ترین|ام|ات|اش|ای|اند|ایم|اید|گر|گری)'
const detachedPrefix = new RegExp(`(?<!${letter})(ن?می|بی) (?=${letter}{2})`, 'g')
const detachedSuffix = new RegExp(`(?<=${letter}) (?=${suffix}(?!${letter}))`, 'g')
const persianWord = new RegExp(`^${letter}+$`)
const notInWords = /[^\p{L}\p{N}\u200C]+/u
const betweenParts = /[^\p{L}\p{N}]+/u

/**
 * What is indexed for search instead of the text: canonical words parted by single spaces, words with a half-space both split and
 * joined, and each code and phone number as one word. Letters and digits only, so that no engine splits it in its own way.
 */
export const searchForm = (text: string): string => {
  const words = wordsOf(text)
  const split = words.flatMap(partsOf)
  const joined = words.filter(word => word.includes(halfSpace)).map(word => indexable(join(word)))
  const have = new Set(split)
  return [...split, ...[...new Set([...joined, ...numbersOf(text)])].filter(word => word && !have.has(word))].join(' ')
}

/** Consecutive words; the last one may go on where `open`. */
interface Phrase {
  words: string[]
  open: boolean
}

/** Found is what has one phrase of each of `all`, or one of `instead`. */
export interface SearchTerms {
  all: Phrase[][]
  instead: Phrase[]
}

/** More make no question, only work. */
const mostWords = 20

/** What is asked of the index, whatever the engine. */
export const searchTerms = (text: string): SearchTerms => {
  const words = wordsOf(text).slice(0, mostWords)
  const all = words.map((word, index) => phrasesFor(word, index === words.length - 1)).filter(any => any.length > 0)
  const asOne = words.length === 2 && words.every(word => persianWord.test(word)) ? [words.map(join).join('')] : []
  const instead = [...asOne.map(word => phrase([word], true)), ...wholeNumber(text).map(word => phrase([word], false))]
  return { all, instead: words.length > 1 ? instead : instead.filter(({ words: [only] }) => only !== words[0]) }
}

/** An FTS5 MATCH expression; null where the text has no words. Each word is quoted, so nothing in it is an operator. */
export const ftsQuery = (text: string): string | null => {
  const one = ({ words, open }: Phrase) => `"${words.join(' ')}"${open ? ' *' : ''}`
  return expression(searchTerms(text), one, { and: ' AND ', or: ' OR ' })
}

/** An expression for PostgreSQL's `to_tsquery('simple', …)`; null where the text has no words. */
export const tsQuery = (text: string): string | null => {
  const one = ({ words, open }: Phrase) => words.join(' <-> ') + (open ? ':*' : '')
  return expression(searchTerms(text), one, { and: ' & ', or: ' | ' })
}

const expression = (
  terms: SearchTerms,
  one: (phrase: Phrase) => string,
  sign: { and: string; or: string },
): string | null => {
  if (terms.all.length === 0) return null
  const anyOf = (phrases: Phrase[]) => phrases.map(each => `(${one(each)})`).join(sign.or)
  const all = terms.all.map(phrases => `(${anyOf(phrases)})`).join(sign.and)
  return terms.instead.length === 0 ? all : `(${all})${sign.or}${anyOf(terms.instead)}`
}

/** Canonical words. One that is written in two (می خواهم, کتاب ها) is one word with a half-space. */
const wordsOf = (text: string): string[] =>
  canonical(text)
    .replace(/\s+/g, ' ')
    .replace(detachedPrefix, `$1${halfSpace}`)
    .replace(detachedSuffix, halfSpace)
    .split(notInWords)
    .filter(word => join(word) !== '')

const partsOf = (word: string): string[] => word.split(betweenParts).filter(Boolean).map(indexable)

/** PostgreSQL refuses words of more than 2,046 bytes. */
const indexable = (part: string): string => (part.length > 100 ? [...part].slice(0, 100).join('') : part)
const join = (word: string): string => word.replaceAll(halfSpace, '')

/** The last word asked for is perhaps still being typed. A beginning of one or two letters would find half of everything. */
const phrasesFor = (word: string, isLast: boolean): Phrase[] => {
  const parts = partsOf(word)
  const whole = indexable(parts.join(''))
  const asOne = phrase([whole], isLast && whole.length >= 3)
  return parts.length > 1 ? [asOne, phrase(parts, isLast)] : [asOne]
}

const phrase = (words: string[], open: boolean): Phrase => ({ words, open })

const hasNumber = /[0-9\u06F0-\u06F9\u0660-\u0669]/
const numbersOf = (text: string): string[] =>
  hasNumber.test(text) ? [...findCodes(text).map(code => code.toLowerCase()), ...findPhones(text).map(domestic)] : []

/** Phone numbers are searched as they are typed at home. */
const domestic = (phone: string): string => phone.replace(/^\+98/, '0').replace('+', '')

/** The text as one number, where it is nothing but that: `DK-123 4567` asks for `dk1234567` too. */
const wholeNumber = (text: string): string[] => {
  const numbers = numbersOf(text)
  return numbers.length === 1 && !/\p{L}{4}/u.test(text) ? numbers : []
}
