import type { Facts } from '../domain/case.ts'
import { shorten } from '../text/length.ts'
import type { IntakeState } from './state.ts'
import type { Question, Topic } from './texts.ts'
import type { Field, Reading } from './understand.ts'

const longestDescription = 2000

/** The facts this reading adds or changes. `voices` are files like `photos`. */
export const learn = (facts: Facts, reading: Reading): Partial<Facts> => {
  const { orderCode, phone, description, photos, voices } = reading
  return {
    ...(orderCode && orderCode !== facts.orderCode ? { orderCode } : {}),
    ...(phone && phone !== facts.phone ? { phone } : {}),
    ...(photos.length > 0 ? { photos: together(facts.photos, photos) } : {}),
    ...(voices.length > 0 ? { voices: together(facts.voices, voices) } : {}),
    ...(description ? { description: longer(facts.description, description) } : {}),
  }
}

const together = (had: unknown, more: string[]): string[] => [...new Set([...(Array.isArray(had) ? had : []), ...more])]

const longer = (had: string | undefined, more: string): string =>
  shorten(had && had !== more ? `${had}\n${more}` : more, longestDescription)

/** What an event brought that was not known. */
export type Gain =
  | 'topic'
  | 'topicChanged'
  | 'orderCode'
  | 'corrected'
  | 'photos'
  | 'voice'
  | 'phone'
  | 'description'
  | 'declined'

interface Moment {
  state: IntakeState
  facts: Facts
}

export const gainsBetween = (before: Moment, after: Moment): Gain[] => {
  const [had, has] = [before.facts, after.facts]
  const changes: [Gain, boolean][] = [
    ['topic', before.state.topic === null && after.state.topic !== null],
    ['topicChanged', before.state.topic !== null && after.state.topic !== before.state.topic],
    ['orderCode', !had.orderCode && has.orderCode !== undefined],
    ['corrected', had.orderCode !== undefined && has.orderCode !== had.orderCode],
    ['photos', !had.photos?.length && has.photos !== undefined && has.photos.length > 0],
    ['voice', after.state.spoke && !before.state.spoke],
    ['phone', has.phone !== had.phone],
    ['description', !had.description && has.description !== undefined],
    ['declined', after.state.declined.some(field => !before.state.declined.includes(field) && !has[field]?.length)],
  ]
  return changes.filter(([, happened]) => happened).map(([gain]) => gain)
}

export const missingFrom = ({ state, facts }: Moment): Field[] => {
  const missing: [Field, boolean][] = [
    ['orderCode', !facts.orderCode],
    ['photos', showsInPhoto(state.topic) && !facts.photos?.length],
    ['description', !facts.description && !state.spoke],
  ]
  return missing.filter(([, is]) => is).map(([field]) => field)
}

const showsInPhoto = (topic: Topic | null): boolean => topic === 'damaged' || topic === 'wrong_item'

/** What is to be asked; null where all is known, or known not to be had. */
export const nextQuestion = (moment: Moment): Question | null =>
  moment.state.topic === null
    ? 'topic'
    : (missingFrom(moment).find(field => !moment.state.declined.includes(field)) ?? null)
