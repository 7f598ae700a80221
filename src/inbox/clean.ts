import type { Incoming } from '../channels/channel.ts'
import { storable } from '../text/canonical.ts'

/** The event with every text such that both engines store it alike: no NUL, no half characters. */
export const storableEvent = (event: Incoming): Incoming => clean(event) as Incoming

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]))
}
