import { en } from '../../src/console/words/en.ts'
import { fa, type Words } from '../../src/console/words/fa.ts'
import { en as phoneEn } from '../../src/sandbox/phone/strings/en.ts'
import { fa as phoneFa, type Strings } from '../../src/sandbox/phone/strings/fa.ts'
import type { Language } from '../support/browser.ts'

/** What stands on the console's and the phone's keys. */
export const consoleWords: Record<Language, Words> = { fa, en }
export const phoneWords: Record<Language, Strings> = { fa: phoneFa, en: phoneEn }

/** A sentence with gaps, as it may stand on a page: anything in the gaps that `values` does not name, marks of direction aside. */
export function sentence(words: string, values: Record<string, string> = {}): RegExp {
  const parts = words.split(/\{\{(\w+)[^}]*\}\}/)
  const fill = (part: string, i: number) => (i % 2 === 0 ? literal(part) : gap(values[part]))
  return new RegExp(parts.map(fill).join(''))
}

const gap = (value: string | undefined) => (value === undefined ? '.+' : `\u2068?${literal(value)}\u2069?`)
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
