import type { CaseView } from '../../api/schemas/threads.ts'

/** Facts that have a place of their own on the card, and voices, which are heard where they were said; the rest is listed by name. */
const placed = new Set(['orderCode', 'photos', 'voices', 'description', 'phone'])
const named = ['wish', 'amount', 'date'] as const

export type NamedFact = (typeof named)[number]

export const isNamed = (field: string): field is NamedFact => (named as readonly string[]).includes(field)

const written = (value: unknown): string | null => {
  if (typeof value === 'string' || typeof value === 'number') return String(value) || null
  return Array.isArray(value) ? value.filter(one => typeof one === 'string').join('، ') || null : null
}

/** What the flow learned beside the usual fields, in its order. */
export const otherFacts = (facts: CaseView['facts']): [string, string][] =>
  Object.entries(facts).flatMap(([field, value]) => {
    const words = placed.has(field) ? null : written(value)
    return words === null ? [] : [[field, words]]
  })
