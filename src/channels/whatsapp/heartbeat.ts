import type { Clock } from '../../domain/clock.ts'
import type { Timings } from './timings.ts'
import type { WorkerProcess } from './worker-process.ts'

interface HeartbeatParts {
  clock: Clock
  timings: Pick<Timings, 'probeMs'>
  /** Keeps our hold on the number. */
  hold(): Promise<boolean>
}

/** Asks page and browser again and again whether they are there: one that hangs says nothing by itself. */
export function heartbeat(worker: WorkerProcess, { clock, timings, hold }: HeartbeatParts) {
  const stopped = new AbortController()
  const { probeMs } = timings

  async function run(): Promise<void> {
    let misses = 0
    while (!stopped.signal.aborted) {
      const beganAt = clock.now().getTime()
      const answered = await worker.call('probe', [], probeMs).then(
        () => true,
        // Before there is a page, and while it is changed, there is nobody to answer: how long that may take, the worker knows.
        error => (error as { how?: string }).how !== 'timeout',
      )
      misses = answered ? 0 : misses + 1
      if (misses === 2) worker.lose('browser', 'the page does not answer')
      await hold().catch(() => false)
      await clock.sleep(Math.max(0, probeMs - (clock.now().getTime() - beganAt)), stopped.signal)
    }
  }
  void run()
  return { stop: () => stopped.abort() }
}
