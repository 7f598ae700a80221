import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import BetterSqlite from 'better-sqlite3'
import { startChild, told } from './child.ts'
import type { Target } from './connection.ts'
import { newFolder } from './place.ts'

/** Who is measured. Only one runs at a time: the others stand still. */
export interface Contestant {
  readonly name: string
  readonly target: Target
  /** What was kept, by `placeOf`, read from the disk once it is killed; null where nothing is to be kept. */
  readonly stored: (() => Map<string, string>) | null
  pause(): void
  resume(): void
  kill(): Promise<void>
}

export const placeOf = (chat: string, messageId: string): string => `${chat}/${messageId}`

/** Pausing and ending of a process. */
export const handlesOf = (child: ChildProcess) => ({
  pause: () => void child.kill('SIGSTOP'),
  resume: () => void child.kill('SIGCONT'),
  async kill() {
    const gone = once(child, 'exit')
    if (child.kill('SIGKILL')) await gone
  },
})

/** Both routes of bare Fastify; they share a process, and never run at the same time. */
export async function startBare(): Promise<{ insert: Contestant; nothing: Contestant }> {
  const folder = newFolder()
  const file = `${folder}/bare.db`
  const child = startChild('bare', file)
  const port = await told<number>(child, 'port')
  const on = (path: string): Target => ({ port, path, headers: {} })
  const handles = handlesOf(child)
  return {
    insert: {
      ...handles,
      name: 'bare Fastify, one insert in its own transaction',
      target: on('/insert'),
      stored: () => storedIn(file, 'select chat, remote_id, text from messages'),
    },
    nothing: { ...handles, name: 'bare Fastify, nothing stored', target: on('/nothing'), stored: null },
  }
}

/** `query` gives chat, remote id and text of each message. */
export function storedIn(file: string, query: string): Map<string, string> {
  const database = new BetterSqlite(file)
  try {
    const rows = database.prepare(query).raw().all() as [string, string, string][]
    return new Map(rows.map(([chat, remoteId, text]) => [placeOf(chat, remoteId), text]))
  } finally {
    database.close()
  }
}
