import type { ChannelView } from '../../api/schemas/channels.ts'
import type { Words } from '../words/fa.ts'

const reasons = [
  'unauthorized',
  'conflict',
  'webhook_refused',
  'logged_out',
  'banned',
  'no_browser',
  'incompatible',
] as const satisfies readonly (keyof Words['line'] & keyof Words['channels']['trouble'])[]
export type Trouble = (typeof reasons)[number]

/** Why a line is broken; null where that is a reason we have no words for. */
export const troubleOf = ({ state, reason }: Pick<ChannelView, 'state' | 'reason'>): Trouble | null =>
  state === 'broken' ? (reasons.find(known => known === reason) ?? null) : null

/** Added, and waited for in vain: nothing was taken off a phone. */
export const neverLinked = (line: Pick<ChannelView, 'state' | 'reason' | 'address'>): boolean =>
  troubleOf(line) === 'logged_out' && line.address === null

type Told = Trouble | 'broken' | 'reconnecting' | 'pairing'

/** What agents are told of a line while they work: a number that was never linked is not missed by anybody. */
export const lineTrouble = (line: Pick<ChannelView, 'state' | 'reason' | 'address'>): Told | null => {
  if (neverLinked(line)) return null
  if (line.state === 'broken') return troubleOf(line) ?? 'broken'
  if (line.state === 'pairing') return line.address === null ? null : 'pairing'
  return line.state === 'reconnecting' ? 'reconnecting' : null
}
