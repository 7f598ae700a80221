/** An allowance that refills with time. What is taken beyond it is owed, so that an album need not be torn apart. */
export interface Bucket {
  /** When something may be taken next: `now` or later. In milliseconds, as all times here. */
  readyAt(now: number): number
  take(count: number, now: number): void
  pause(until: number): void
  readonly pausedUntil: number
  isFull(now: number): boolean
}

export const bucket = (perSecond: number, burst: number): Bucket => {
  const intervalMs = 1000 / perSecond
  /** When it will be full again. */
  let fullAt = 0
  let pausedUntil = 0
  return {
    readyAt: now => Math.max(now, pausedUntil, Math.ceil(fullAt - (burst - 1) * intervalMs)),
    take: (count, now) => {
      fullAt = Math.max(fullAt, now) + count * intervalMs
    },
    pause: until => {
      pausedUntil = Math.max(pausedUntil, until)
    },
    get pausedUntil() {
      return pausedUntil
    },
    isFull: now => fullAt <= now && pausedUntil <= now,
  }
}
