import { distanceOf } from '../text/distance.ts'
import { buttonsOf } from './buttons.ts'
import { type Question, questions } from './texts.ts'
import { textsIn } from './texts-in.ts'
import { type Flat, flat, wordsIn } from './words.ts'

const MOST_SLIPS = 3

/** A choice with the words on it, in one language. */
interface Label {
  value: string
  /** Without spaces: half-spaces, spaces and none are the same. */
  letters: string
  /** Where its words end. */
  ends: ReadonlySet<number>
  negated: boolean
}

/**
 * The choice a whole message stands for: where a channel has no buttons they are numbered, and people answer by the
 * number, the words, their beginning, or the words with a slip. Null where it says anything else.
 */
export function chosenIn(written: string, asking: Question | null): string | null {
  if (!asking) return null
  const text = flat(written).replace(/[\uFE0F\u20E3]/g, '') as Flat
  const { values } = choices[asking]
  return byNumber(text, values) ?? byBoth(text, values, asking) ?? byWords(text, asking)
}

/** "2. Not arrived": only where both say the same. */
function byBoth(text: Flat, values: string[], asking: Question): string | null {
  const [, number, words] = /^(\d{1,2})[\s.)\-:،]+(?=\p{L})(.+)$/u.exec(text) ?? []
  const value = words === undefined ? null : byWords(words as Flat, asking)
  return value === values[Number(number) - 1] ? value : null
}

const valuesOf = (asking: Question) =>
  buttonsOf(asking, textsIn('en'))
    .flat()
    .map(({ value }) => value)

const numbered =
  /^(?:(?:گزینه|مورد|شماره|عدد|option|number|no\.?|choice)ی?\s*(?:ی\s*|شماره\s*)?)?[#(["«]?\s*(\d{1,2})\s*[.)\]"»،,:!-]?(?:\s*(?:لطفا|please))?[.!]?$/u

const byNumber = (text: Flat, values: string[]): string | null => values[Number(numbered.exec(text)?.[1]) - 1] ?? null

const lettersOf = (text: Flat): string => wordsIn(text).join('')

/** "عکس دارم" and "عکس ندارم" are one letter apart, and the opposite of each other. */
const isNegated = (text: Flat): boolean =>
  wordsIn(text).some(word => /^(?:ن\p{L}{3,}|no|not|none|never|without|cant|\p{L}+nt)$/u.test(word))

const labelOf = (value: string, label: string): Label => {
  const words = wordsIn(flat(label.replaceAll('\u200C', ' ')))
  const ends = words.map((_, i) => words.slice(0, i + 1).join('').length)
  return { value, letters: words.join(''), ends: new Set(ends), negated: isNegated(flat(label)) }
}

const labelsOf = (asking: Question): Label[] =>
  (['fa', 'en'] as const).flatMap(language =>
    buttonsOf(asking, textsIn(language))
      .flat()
      .map(({ value, label }) => labelOf(value, label)),
  )

function choicesOf(asking: Question) {
  const labels = labelsOf(asking)
  return { values: valuesOf(asking), labels, longest: Math.max(...labels.map(({ letters }) => letters.length)) }
}

/** Made once: every message is held against them. */
const choices = Object.fromEntries(questions.map(question => [question, choicesOf(question)])) as Record<
  Question,
  ReturnType<typeof choicesOf>
>

function byWords(text: Flat, asking: Question): string | null {
  const { labels, longest } = choices[asking]
  const letters = lettersOf(text)
  if (letters === '' || letters.length > longest + MOST_SLIPS || /\d/.test(letters)) return null
  return (
    onlyOne(labels.filter(label => label.letters === letters)) ??
    onlyOne(labels.filter(label => begins(label, letters))) ??
    nearest(labels, letters, isNegated(text))
  )
}

const onlyOne = (labels: Label[]): string | null =>
  new Set(labels.map(({ value }) => value)).size === 1 ? labels[0]!.value : null

const SHORTEST_BEGINNING = 4

/** Whole words or most of them. What somebody lacks is told by its end: "عکس" is no beginning of "عکس ندارم". */
function begins({ value, letters: label, ends }: Label, letters: string): boolean {
  if (letters.length < SHORTEST_BEGINNING || !label.startsWith(letters)) return false
  const isMost = letters.length * 2 > label.length
  return isMost || (ends.has(letters.length) && !value.startsWith('none:'))
}

/** A slip for each five letters. */
const slipsIn = (letters: string) => Math.min(MOST_SLIPS, Math.floor(letters.length / 5))

function nearest(labels: Label[], letters: string, negated: boolean): string | null {
  const near = labels
    .filter(label => label.negated === negated)
    .map(({ value, letters: label }) => ({
      value,
      max: slipsIn(label),
      far: distanceOf(label, letters, slipsIn(label)),
    }))
    .filter(({ far, max }) => far <= max)
    .sort((one, other) => one.far - other.far)
  const rival = near.find(({ value }) => value !== near[0]?.value)
  return near[0] && near[0].far < (rival?.far ?? Infinity) ? near[0].value : null
}
