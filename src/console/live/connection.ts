import type { LiveUpdate } from '../../api/schemas/live.ts'

export type LineState = 'connecting' | 'online' | 'reconnecting'

export type LiveNews =
  | { kind: 'state'; state: LineState }
  | { kind: 'update'; update: LiveUpdate }
  /** What is on the page may be old: load it anew. */
  | { kind: 'lost' }
  /** The server would not have us: perhaps nobody is signed in any more. */
  | { kind: 'refused' }

const waits = [1_000, 2_000, 5_000, 10_000, 20_000]

/**
 * One stream. The browser itself takes up again after a broken line, from the last id; after a refusal it gives up, and
 * then a new stream begins here, which has missed what happened in between.
 */
export const openStream = (tell: (news: LiveNews) => void, signal: AbortSignal) => {
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined

  const start = () => {
    clearTimeout(timer)
    source?.close()
    source = new EventSource('/api/live')
    let fresh = true
    source.onopen = () => {
      tries = 0
      tell({ kind: 'state', state: 'online' })
      if (fresh) tell({ kind: 'lost' })
      fresh = false
    }
    source.onerror = () => {
      tell({ kind: 'state', state: 'reconnecting' })
      if (source?.readyState !== EventSource.CLOSED || signal.aborted) return
      tell({ kind: 'refused' })
      timer = setTimeout(start, waitFor(tries++))
    }
    source.addEventListener('update', event => tell({ kind: 'update', update: JSON.parse(event.data) as LiveUpdate }))
    source.addEventListener('lost', () => tell({ kind: 'lost' }))
  }
  const away = () => tell({ kind: 'state', state: 'reconnecting' })

  start()
  // After another network or a night's sleep the old line may be dead without saying so: begin anew.
  addEventListener('offline', away, { signal })
  addEventListener('online', start, { signal })
  const stopWatch = watchSleep(() => {
    away()
    start()
  })
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    stopWatch()
    source?.close()
  })
}

const beat = 15_000
/** A page in the background is woken once a minute; longer than this only a machine sleeps. */
const asleep = 150_000

const watchSleep = (woke: () => void) => {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - last > asleep) woke()
    last = now
  }, beat)
  return () => clearInterval(timer)
}

const waitFor = (tries: number) => (waits[tries] ?? waits.at(-1)!) * (0.75 + Math.random() / 2)
