import { type Bucket, bucket } from './bucket.ts'

export interface Rates {
  perSecond: number
  perChatSecond: number
  chatBurst: number
}

/** What Telegram lets one bot send: to each chat, and in all. Times are in milliseconds. */
export interface Allowances {
  readyAt(chat: string, now: number): number
  take(chat: string, count: number, now: number): void
  /** Until when Telegram asked us not to write to `chat`; 0 where it did not. */
  pausedUntil(chat: string): number
  /** `chat` is null where Telegram's 429 was to a call about none. */
  limited(chat: string | null, until: number, now: number): void
}

/** A 429 is about one chat as often as about the whole bot, and does not say which. */
const HITS_MEANING_ALL = 3
const HITS_WITHIN_MS = 10_000
const REMEMBERED_CHATS = 1_000

export const allowances = ({ perSecond, perChatSecond, chatBurst }: Rates): Allowances => {
  const all = bucket(perSecond, perSecond)
  const chats = new Map<string, Bucket>()
  const hits = new Map<string, number>()

  const forgetIdle = (now: number) => {
    if (chats.size < REMEMBERED_CHATS) return
    for (const [id, chat] of chats) if (chat.isFull(now)) chats.delete(id)
  }
  const chatOf = (id: string, now: number) => {
    const known = chats.get(id)
    if (known) return known
    forgetIdle(now)
    const fresh = bucket(perChatSecond, chatBurst)
    chats.set(id, fresh)
    return fresh
  }
  const isHitAllOver = (chat: string, now: number) => {
    hits.set(chat, now)
    for (const [each, at] of hits) if (now - at > HITS_WITHIN_MS) hits.delete(each)
    return hits.size >= HITS_MEANING_ALL
  }

  return {
    readyAt: (chat, now) => Math.max(all.readyAt(now), chats.get(chat)?.readyAt(now) ?? now),
    take: (chat, count, now) => {
      chatOf(chat, now).take(count, now)
      all.take(count, now)
    },
    pausedUntil: chat => Math.max(all.pausedUntil, chats.get(chat)?.pausedUntil ?? 0),
    limited: (chat, until, now) => {
      if (chat !== null) chatOf(chat, now).pause(until)
      if (chat === null || isHitAllOver(chat, now)) all.pause(until)
    },
  }
}
