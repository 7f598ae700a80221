import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'

interface Running {
  pid: number
  parent: number
  command: string[]
}

const LOOK_MS = 50
const PATIENCE_MS = 5_000

/**
 * Ends the browser that has this profile, whoever left it behind, and takes its locks away: the next one would not start.
 * Resolves once none of it runs.
 */
export async function endBrowserOf(profile: string, clock: Clock): Promise<void> {
  const ended = new Set<number>()
  for (const until = clock.now().getTime() + PATIENCE_MS; clock.now().getTime() < until; ) {
    const left = await treeOf(profile)
    if (left.length === 0) break
    for (const pid of left.filter(each => !ended.has(each))) {
      ended.add(pid)
      end(pid)
    }
    await clock.sleep(LOOK_MS)
  }
  const locks = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']
  await Promise.all(locks.map(name => rm(join(profile, name), { force: true })))
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was faster.
  }
}

/** The processes of the browser with just this profile, and theirs. */
async function treeOf(profile: string): Promise<number[]> {
  const all = await running()
  const found = all.filter(({ command }) => command.includes(`--user-data-dir=${profile}`))
  for (const { pid } of found) found.push(...all.filter(each => each.parent === pid && !found.includes(each)))
  return found.map(({ pid }) => pid)
}

/** Where the system has no /proc: none, and a browser left behind is found by the next start's failure. */
async function running(): Promise<Running[]> {
  const names = await readdir('/proc').catch(() => [])
  const found = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(name => look(Number(name))))
  return found.filter(each => each !== null)
}

async function look(pid: number): Promise<Running | null> {
  try {
    const [command, stat] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie waits for its parent only, and holds nothing.
    return state === 'Z' ? null : { pid, parent: Number(parent), command: command.split('\0') }
  } catch {
    return null
  }
}
