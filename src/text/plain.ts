import { toAsciiDigits } from './digits.ts'

/** Text of which only what numbers are told from is left: ASCII digits and signs, no invisible characters. */
export type Plain = string & { readonly plain: true }

const unseen = /[\u00AD\u061C\u0640\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u064B-\u065F]/g

export const plain = (text: string): Plain =>
  toAsciiDigits(text.normalize('NFKC'))
    .replace(unseen, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^\S\n]/g, ' ')
    .replace(/[\u066C\u060C]/g, ',')
    .replace(/\u066B/g, '.') as Plain

/** The text with what `pattern` finds made blank, at the same length, so that places stay true. */
export const blank = (text: Plain, pattern: RegExp): Plain =>
  text.replace(pattern, found => found.replace(/[^\n]/g, '|')) as Plain
