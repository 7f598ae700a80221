/** Wakes everyone who waits, once a ring. */
export interface Bell {
  ring(): void
  /** The next ring after this call. Take it before looking whether there is anything, or a ring in between is missed. */
  next(): Promise<void>
}

export function createBell(): Bell {
  let wake: () => void = () => undefined
  let coming: Promise<void> | null = null
  return {
    ring() {
      coming = null
      wake()
    },
    next() {
      coming ??= new Promise(resolve => {
        wake = resolve
      })
      return coming
    },
  }
}

/** Resolves with `event` or once `signal` is aborted. Leaves no listener behind. */
export const orAborted = (event: Promise<unknown>, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      signal.removeEventListener('abort', done)
      resolve()
    }
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', done)
    event.then(done, done)
  })
