/** Milliseconds until the next attempt after `attempts` of them: from a second to five minutes, half of it by chance so that many do not come back together. */
export function backoff(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(1_000 * 2 ** Math.max(0, attempts - 1), 300_000)
  return Math.round(full / 2 + (random() * full) / 2)
}
