import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** One process of a Chromium; sizes in MB. `Z` as state: it has ended, and nobody has noticed. */
export interface ChromiumProcess {
  pid: number
  /** `browser`, `renderer`, `gpu-process`, `utility`, `zygote`, `crashpad` … */
  type: string
  state: string
  rssMb: number
  pssMb: number
}

interface Process {
  pid: number
  parent: number
  state: string
  command: string
}

/** Every process of the Chromium that was started with this profile, the browser first; none where it is not running. Linux only. */
export function chromiumTree(userDataDir: string): ChromiumProcess[] {
  const all = processes()
  const profile = `--user-data-dir=${resolve(userDataDir)} `
  // The shell that is to become the browser has the same arguments.
  const isRoot = (each: Process) =>
    typeOf(each) === 'browser' && `${each.command} `.includes(profile) && !/^\S*sh /.test(each.command)
  const tree = all.filter(isRoot).slice(0, 1)
  for (const above of tree) tree.push(...all.filter(({ parent }) => parent === above.pid))
  return tree.map(each => ({
    pid: each.pid,
    type: typeOf(each),
    state: each.state,
    rssMb: sizeOf(each.pid, 'status', 'VmRSS'),
    pssMb: sizeOf(each.pid, 'smaps_rollup', 'Pss'),
  }))
}

export const totals = (tree: ChromiumProcess[]) => ({
  processes: tree.length,
  rssMb: Math.round(tree.reduce((sum, { rssMb }) => sum + rssMb, 0)),
  pssMb: Math.round(tree.reduce((sum, { pssMb }) => sum + pssMb, 0)),
})

/** Ends every process of that type; gives their ids. */
export function killProcesses(tree: ChromiumProcess[], type: string, signal: NodeJS.Signals = 'SIGKILL'): number[] {
  const pids = tree.filter(each => each.type === type).map(({ pid }) => pid)
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return pids
}

function processes(): Process[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.flatMap(pid => {
    const stat = read(`/proc/${pid}/stat`)
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
    return stat ? [{ pid: Number(pid), parent: Number(parent), state, command }] : []
  })
}

/** Nothing, where the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function typeOf({ command }: Process): string {
  if (command.includes('chrome_crashpad_handler')) return 'crashpad'
  return / --type=([\w-]+)/.exec(command)?.[1] ?? 'browser'
}

const sizeOf = (pid: number, file: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(`/proc/${pid}/${file}`))?.[1] ?? 0) / 1024
