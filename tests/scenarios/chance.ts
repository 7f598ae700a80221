/** Randomness that a seed repeats. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  number(least: number, most: number): number
  is(probability: number): boolean
  one<T>(items: readonly T[]): T
  some<T>(items: readonly T[], count: number): T[]
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  /** mulberry32: 0 to 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const number = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const one = <T>(items: readonly T[]): T => items[number(0, items.length - 1)]!
  return {
    number,
    one,
    is: probability => next() < probability,
    some(items, count) {
      const left = [...items]
      const chosen = []
      while (left.length > 0 && chosen.length < count) chosen.push(...left.splice(number(0, left.length - 1), 1))
      return chosen
    },
  }
}
