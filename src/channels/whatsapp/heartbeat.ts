import type { Clock } from '../../domain/clock.ts'
import type { Timings } from './timings.ts'
import { CallFailed, type WorkerProcess } from './worker-process.ts'

interface HeartbeatParts {
  clock: Clock
  timings: Pick<Timings, 'probeMs'>
  /** Keeps our hold on the number; false where another process has it by now. */
  hold(): Promise<boolean>
  /** How the page's connection is, as it says when asked. */
  saw(state: string): void
}

/** Asks page and browser again and again whether they are there: one that hangs says nothing by itself. */
export function heartbeat(worker: WorkerProcess, { clock, timings, hold, saw }: HeartbeatParts) {
  const stopped = new AbortController()
  const { probeMs } = timings
  let misses = 0
  let wasThere = false

  async function look(): Promise<void> {
    const found = await worker.call('probe', [], probeMs).catch((error: CallFailed) => error)
    if (stopped.signal.aborted) return
    if (found instanceof CallFailed) {
      // Before there is a page there is nobody to answer: how long that may take, the worker knows.
      if (wasThere || found.how === 'timeout') misses += 1
      if (misses === 2) worker.lose('browser', 'the page does not answer')
      return
    }
    misses = 0
    wasThere = true
    if (found.state !== null) saw(found.state)
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      const beganAt = clock.now().getTime()
      await look()
      // A disk that fails for a moment takes nothing from us.
      if (!(await hold().catch(() => true))) worker.lose('browser', 'another process serves this number')
      await clock.sleep(Math.max(0, probeMs - (clock.now().getTime() - beganAt)), stopped.signal)
    }
  }
  void run()
  return { stop: () => stopped.abort() }
}
