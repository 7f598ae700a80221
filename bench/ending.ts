import type { ChildProcess } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'

const processes = new Set<ChildProcess>()
const folders = new Set<string>()
/** A browser whose service was killed is ended by who drives it, a moment later, and writes until then. */
const BROWSER_MS = 1_000
const LOOKS = 8
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/** Ended with the bench, however that ends. */
export function endsWithUs(child: ChildProcess): ChildProcess {
  processes.add(child)
  child.once('exit', () => processes.delete(child))
  return child
}

/** Removed with the bench, however that ends. */
export function goesWithUs(folder: string): string {
  folders.add(folder)
  return folder
}

process.once('exit', () => {
  for (const child of processes) child.kill('SIGKILL')
  for (let looks = 0; looks < LOOKS && [...folders].some(folder => existsSync(folder)); looks++) {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    pause(BROWSER_MS)
  }
})
for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code))

/** Nothing but this can wait where a process exits. */
const pause = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
