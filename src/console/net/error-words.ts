import type { TFunction } from 'i18next'
import type { Words } from '../words/fa.ts'
import { RequestError } from './http.ts'

const known = (code: string, t: TFunction): code is keyof Words['error'] =>
  t(`error.${code}` as 'error.other', { defaultValue: '' }) !== ''

/** One sentence for the person, whatever went wrong. */
export const sayError = (error: unknown, t: TFunction): string => {
  if (!(error instanceof RequestError)) return t('error.other')
  const holder = error.problem.assignee
  if (error.code === 'taken' && holder) return t('desk.takenBy', { name: holder.name })
  return known(error.code, t) ? t(`error.${error.code}`) : t('error.other')
}
