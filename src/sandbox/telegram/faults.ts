import type { Fault, Faults } from './contract.ts'

export interface FaultList extends Faults {
  take(method: string): Fault | null
}

/** Faults told for one method come in the order they were told. `file` is the download of a file. */
export function createFaults(): FaultList {
  const waiting = new Map<string, { fault: Fault; times: number }[]>()
  return {
    next(method, fault, times = 1) {
      const key = method.toLowerCase()
      waiting.set(key, [...(waiting.get(key) ?? []), { fault, times }])
    },
    clear: () => waiting.clear(),
    take(method) {
      const list = waiting.get(method.toLowerCase())
      const first = list?.[0]
      if (!list || !first) return null
      first.times--
      if (first.times <= 0) list.shift()
      return first.fault
    },
  }
}
