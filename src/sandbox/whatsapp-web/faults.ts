import type { Fault } from './contract.ts'

export interface FaultList {
  add(operation: string, fault: Fault): void
  clear(): void
  take(operation: string): Fault | null
}

/** Faults of one operation come in the order they were told. */
export function createFaults(taken: (operation: string, fault: Fault) => void): FaultList {
  const waiting = new Map<string, (Fault & { times: number })[]>()
  return {
    add(operation, fault) {
      waiting.set(operation, [...(waiting.get(operation) ?? []), { ...fault, times: fault.times ?? 1 }])
    },
    clear: () => waiting.clear(),
    take(operation) {
      const list = waiting.get(operation)
      const first = list?.[0]
      if (!list || !first) return null
      first.times--
      if (first.times <= 0) list.shift()
      taken(operation, first)
      return first
    },
  }
}
