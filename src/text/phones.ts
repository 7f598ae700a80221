import { international, mobile } from './not-codes.ts'
import { plain } from './plain.ts'

/** The phone numbers in what somebody wrote, in E.164: Iranian mobile numbers in any form, others with their plus. */
export const findPhones = (text: string): string[] => {
  const written = plain(text)
  const home = [...written.matchAll(mobile)].map(match => `+98${match[0].replace(/\D/g, '').slice(-10)}`)
  const abroad = [...written.matchAll(international)].map(match => `+${match[0].replace(/\D/g, '')}`)
  return [...new Set([...home, ...abroad.filter(number => !number.startsWith('+98'))])]
}
