import { international, mobile } from './not-codes.ts'
import { plain } from './plain.ts'

/** The phone numbers in what somebody wrote, in E.164: Iranian mobile numbers in any form, others with their plus. */
export const findPhones = (text: string): string[] => {
  const written = plain(text)
  const home = [...written.matchAll(mobile)].map(match => `+98${match[0].replace(/\D/g, '').slice(-10)}`)
  const abroad = [...written.matchAll(international)].map(match => `+${match[0].replace(/\D/g, '')}`)
  return [...new Set([...home, ...abroad.filter(number => !number.startsWith('+98'))])]
}

/**
 * One number as a network dials it: digits with the country's code. Reads Persian digits, spaces, `+`, `00`, and an
 * Iranian mobile number as it is written at home. Null where it is not a whole number.
 */
export function dialled(text: string): string | null {
  const written = plain(text)
    .trim()
    .replace(/\(0\)/g, '')
    .replace(/[ \-().]/g, '')
  const home = /^(?:(?:\+|00)?98)?0?(9\d{9})$/.exec(written)
  if (home && isMobile(written, home[1]!)) return `98${home[1]}`
  const abroad = /^(?:\+|00)?([1-9]\d{7,14})$/.exec(written)?.[1]
  return abroad === undefined || (abroad.startsWith('98') && abroad.length !== 12) ? null : abroad
}

/** Ten digits alone are taken for one of ours only where they begin as ours do: other countries have such numbers too. */
const isMobile = (written: string, found: string) => written !== found || /^9[0-49]/.test(found)
