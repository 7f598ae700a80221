/** Timers that end with the network: none of them touches what is closed. */
export interface Timers {
  later(ms: number, work: () => void): void
  /** Never settles where the network is closed before. */
  pause(ms: number): Promise<void>
  close(): void
}

export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>()
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      running.delete(timer)
      work()
    }, ms)
    running.add(timer)
  }
  return {
    later,
    pause: ms => new Promise(resolve => later(ms, resolve)),
    close() {
      for (const timer of running) clearTimeout(timer)
      running.clear()
    },
  }
}
