import type { Clock } from '../../domain/clock.ts'
import { tooMany } from './failure.ts'

interface Bucket {
  left: number
  at: number
}

/** About 30 messages a second in all, one a second to a chat with short bursts. @throws ApiFailure 429 */
export function createLimits(clock: Clock): (bot: number, chat: number | null) => void {
  const buckets = new Map<string, Bucket>()
  return (bot, chat) => {
    const now = clock.now().getTime()
    const all = refill(buckets, `${bot}`, { size: 30, perSecond: 30 }, now)
    const one = refill(buckets, `${bot}:${chat}`, { size: 3, perSecond: 1 }, now)
    if (all.left < 1 || one.left < 1) throw tooMany(1)
    all.left--
    one.left--
  }
}

function refill(
  buckets: Map<string, Bucket>,
  key: string,
  rate: { size: number; perSecond: number },
  now: number,
): Bucket {
  const bucket = buckets.get(key) ?? { left: rate.size, at: now }
  bucket.left = Math.min(rate.size, bucket.left + ((now - bucket.at) / 1000) * rate.perSecond)
  bucket.at = now
  buckets.set(key, bucket)
  return bucket
}
