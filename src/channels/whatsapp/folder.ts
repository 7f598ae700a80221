import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'

/** What is kept of one number on this disk: the browser's profile with the session in it, which is this user's alone. */
export interface Folder {
  readonly path: string
  /** The browser's profile. */
  readonly profile: string
  /** Whether the number was linked, and nobody took that back yet. */
  isLinked(): boolean
  /** When it was linked. Null where it is not. */
  linkedAt(): Date | null
  open(): Promise<void>
  /** Forgets the session. Which numbers stand behind which names is no secret of it, and stays. */
  forget(): Promise<void>
  /** Takes hold of the number for this process; false where another one has it and was heard of lately. Call it again, oftener than `holdMs`, to keep it. */
  hold(holdMs: number): Promise<boolean>
  release(): Promise<void>
}

interface Owner {
  token: string
  host: string
  pid: number
}

export function folderAt(given: string): Folder {
  // As the browser is told it, and found by it among the processes.
  const path = resolve(given)
  const me: Owner = { token: randomUUID(), host: hostname(), pid: process.pid }
  const linked = join(path, 'linked')
  const owner = join(path, 'owner')
  const profile = join(path, 'session')

  async function heldBy(holdMs: number): Promise<Owner | null> {
    try {
      const [text, { mtimeMs }] = await Promise.all([readFile(owner, 'utf8'), stat(owner)])
      return Date.now() - mtimeMs < holdMs ? (JSON.parse(text) as Owner) : null
    } catch {
      return null
    }
  }
  const isMine = (holder: Owner | null) => holder?.token === me.token

  return {
    path,
    profile,
    isLinked: () => existsSync(linked),
    linkedAt: () => statSync(linked, { throwIfNoEntry: false })?.mtime ?? null,
    open: async () => {
      await mkdir(profile, { recursive: true, mode: 0o700 })
      await Promise.all([chmod(path, 0o700), chmod(profile, 0o700)])
    },
    forget: async () => {
      await Promise.all([rm(linked, { force: true }), rm(profile, { recursive: true, force: true, maxRetries: 5 })])
    },
    hold: async holdMs => {
      const holder = await heldBy(holdMs)
      if (holder && !isMine(holder) && !isDead(holder, me)) return false
      await writeFile(owner, JSON.stringify(me), { mode: 0o600 })
      return true
    },
    release: async () => {
      if (isMine(await heldBy(Number.POSITIVE_INFINITY))) await rm(owner, { force: true })
    },
  }
}

/** Only a process of this machine can be known to be gone. */
function isDead(holder: Owner, me: Owner): boolean {
  if (holder.host !== me.host || holder.pid === me.pid) return false
  try {
    process.kill(holder.pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
