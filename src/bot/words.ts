import { canonical } from '../text/canonical.ts'

/** What somebody wrote, made comparable: canonical, half-spaces and apostrophes closed, single spaces. */
export type Flat = string & { readonly flat: true }

export const flat = (text: string): Flat =>
  canonical(text)
    .replace(/[\u200C'’`´]/g, '')
    .replace(/\s+/g, ' ')
    .trim() as Flat

export const wordsIn = (text: Flat): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Tells whether a text holds one of the phrases as whole words. Phrases are written as people read them and parted by commas;
 * `*` stands for any ending.
 */
export const says = (phrases: string): ((text: Flat) => boolean) => {
  const any = phrases.split(',').map(phrase => flat(phrase).replaceAll('*', '\\p{L}*'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any.join('|')})(?![\\p{L}\\p{N}])`, 'u')
  return text => pattern.test(text)
}

export const wordSet = (words: string): ReadonlySet<string> => new Set(wordsIn(flat(words)))
