import type { Clock } from '../../domain/clock.ts'

/** So many people in a row whom WhatsApp lets us not write to, and it is about us. */
const STRIKES = 3
const REST_MS = 10 * 60_000

/** Lets a number rest whose messages WhatsApp refuses one after the other: who goes on then is shut out. */
export interface Caution {
  went(): void
  refused(chat: string): void
  /** How long it still rests, in ms; 0: it does not. */
  restMs(): number
}

export function caution({ clock, rests }: { clock: Clock; rests(ms: number): void }): Caution {
  const strikes = new Set<string>()
  let until = 0
  return {
    went: () => strikes.clear(),
    refused(chat) {
      strikes.add(chat)
      if (strikes.size < STRIKES) return
      strikes.clear()
      until = clock.now().getTime() + REST_MS
      rests(REST_MS)
    },
    restMs: () => Math.max(0, until - clock.now().getTime()),
  }
}
