import type { Clock } from '../../domain/clock.ts'
import type { ChannelTrouble } from '../channel.ts'
import type { Log } from '../common/log.ts'
import { endBrowserOf } from './browser-processes.ts'
import type { Folder } from './folder.ts'
import { heartbeat } from './heartbeat.ts'
import type { Telling } from './line.ts'
import type { LossReason, WorkerEvent } from './protocol.ts'
import type { Timings } from './timings.ts'
import { type Loss, startWorker, type WorkerProcess } from './worker-process.ts'

export interface SupervisorParts {
  folder: Folder
  workerFile: string
  /** Null: there is no browser on this machine. */
  browser: { executablePath: string; args: string[] } | null
  clock: Clock
  log: Log
  timings: Timings
  line: Telling
  /** What one run tells, in order. `ready` comes here too. */
  hear(event: WorkerEvent, worker: WorkerProcess): void
  /** How the page's connection is, as it says when asked now and again. */
  saw(state: string, worker: WorkerProcess): void
  /** A run is over: nothing of it is heard any more. */
  over(): void
}

export interface Supervisor {
  /** The session that runs now, whatever its state. */
  current(): WorkerProcess | null
  /** Starts where it waits for a person; where one has begun to be linked, begins anew. `phone`: offer codes for it. */
  begin(phone: string | null): void
  /** Ends the run and forgets the session. */
  forget(): Promise<void>
  close(): Promise<void>
}

/** What only a person can end, and what the line is told then. */
const verdicts: Partial<Record<LossReason, ChannelTrouble>> = {
  logged_out: 'logged_out',
  not_linked: 'logged_out',
  conflict: 'conflict',
  banned: 'banned',
}
/** What may mend itself, though not soon. */
const slow: Partial<Record<LossReason, ChannelTrouble>> = {
  incompatible: 'incompatible',
  no_browser: 'no_browser',
}

/** So long a code can be typed; the next one comes by itself. */
const CODE_MS = 170_000

/** Keeps one number's browser running, one run after another: each has a process and a browser of its own, and leaves nothing behind. */
export function supervise(parts: SupervisorParts): Supervisor {
  const { folder, clock, timings, line } = parts
  const closing = new AbortController()
  let worker: WorkerProcess | null = null
  let begun = folder.isLinked()
  let phone: string | null = null
  let failures = 0
  /** How often one after another it never came up. */
  let late = 0
  /** When a code to type was asked for: another picture to scan is no reason for another code. */
  let codeAt = Number.NEGATIVE_INFINITY
  let ending: Promise<unknown> = Promise.resolve()
  let nap = new AbortController()

  const rest = async (ms: number) => {
    nap = new AbortController()
    if (closing.signal.aborted) nap.abort()
    await clock.sleep(ms, nap.signal)
  }

  /** Resolves once somebody wants it linked. */
  async function untilBegun(): Promise<void> {
    while (!begun && !closing.signal.aborted) await rest(60 * 60_000)
  }

  async function run(browser: NonNullable<SupervisorParts['browser']>): Promise<Loss> {
    await folder.open()
    await endBrowserOf(folder.profile, clock)
    if (closing.signal.aborted) return { reason: 'browser', detail: 'closing' }
    // A machine that is too slow for it gets longer, as long as it never came up.
    const readyMs = timings.readyMs * 2 ** Math.min(late, 3)
    const options = { folder: folder.path, ...browser, timings: { ...timings, readyMs }, againMs: timings.readyMs }
    const running = startWorker(parts.workerFile, options, clock, event => {
      if (worker === running) heard(event, running)
    })
    worker = running
    codeAt = Number.NEGATIVE_INFINITY
    const watch = heartbeat(running, {
      clock,
      timings,
      hold: () => folder.hold(timings.holdMs),
      saw: state => parts.saw(state, running),
    })
    const loss = await running.lost
    worker = null
    watch.stop()
    parts.over()
    // At once: to end a process that hangs takes its time.
    const passes = !verdicts[loss.reason] && !slow[loss.reason] && !closing.signal.aborted
    if (passes) line.tell({ state: 'reconnecting', reason: loss.detail })
    await running.end()
    await endBrowserOf(folder.profile, clock)
    return loss
  }

  function heard(event: WorkerEvent, running: WorkerProcess): void {
    if (event.event === 'connection') codeAt = Number.NEGATIVE_INFINITY
    if (event.event === 'offer' && event.kind === 'qr' && phone !== null) {
      const now = clock.now().getTime()
      if (now - codeAt < CODE_MS) return
      codeAt = now
      // A page that offers itself to be scanned can be asked for a code to type instead.
      void running.call('code', [phone], timings.callMs).catch(() => running.lose('never_ready', 'no code was given'))
      return
    }
    parts.hear(event, running)
  }

  /** What follows from a run's end. */
  async function after({ reason, detail }: Loss, ranMs: number): Promise<void> {
    if (closing.signal.aborted) return
    parts.log.warn({ reason, detail, failures }, 'a browser session ended')
    const verdict = verdicts[reason]
    if (verdict) {
      if (reason === 'logged_out') await folder.forget()
      begun = false
      line.tell({ state: 'broken', reason: verdict, detail })
      return
    }
    const trouble = slow[reason]
    if (trouble) {
      line.tell({ state: 'broken', reason: trouble, detail })
      return rest(timings.brokenMs)
    }
    late = reason === 'never_ready' ? late + 1 : 0
    failures = ranMs > timings.steadyMs ? 1 : failures + 1
    line.tell({ state: 'reconnecting', reason: detail })
    const pause = timings.restartMs[Math.min(failures, timings.restartMs.length) - 1] ?? 0
    await rest(pause * (1 + Math.random() / 4))
  }

  async function once(): Promise<void> {
    if (!begun) line.tell({ state: 'broken', reason: 'logged_out', detail: 'not linked' })
    await untilBegun()
    if (closing.signal.aborted) return
    if (!parts.browser) return after({ reason: 'no_browser', detail: 'no Chromium was found' }, 0)
    if (!(await folder.open().then(() => folder.hold(timings.holdMs)))) {
      line.tell({ state: 'broken', reason: 'conflict', detail: 'another process serves this number' })
      return rest(timings.holdMs / 3)
    }
    if (failures === 0) line.tell({ state: 'starting' })
    const startedAt = clock.now().getTime()
    const running = run(parts.browser)
    ending = running.catch(() => undefined)
    await after(await running, clock.now().getTime() - startedAt)
  }

  async function loop(): Promise<void> {
    while (!closing.signal.aborted) await once()
    await folder.release()
  }
  const looping = loop().catch(error => {
    parts.log.error({ error: (error as Error).name }, 'a number is no longer looked after')
    line.tell({ state: 'broken', reason: 'no_browser', detail: (error as NodeJS.ErrnoException).code ?? 'unknown' })
  })

  return {
    current: () => worker,
    begin(wanted) {
      phone = wanted
      failures = 0
      late = 0
      const waiting = worker !== null && !folder.isLinked()
      begun = true
      nap.abort()
      if (waiting) worker?.lose('browser', 'begun anew')
    },
    async forget() {
      const running = worker
      begun = false
      phone = null
      if (running) {
        await running.call('logout', [], timings.callMs).catch(() => undefined)
        running.lose('not_linked', 'unlinked')
      }
      // A browser that still runs would write it again.
      await ending
      await folder.forget()
    },
    async close() {
      closing.abort()
      nap.abort()
      worker?.lose('browser', 'closing')
      await looping
    },
  }
}
