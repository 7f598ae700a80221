import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'
import { causeCode } from '../errors.ts'
import type { Connection } from './connection.ts'

export interface GroupLimits {
  /** Pieces of work in one transaction. */
  pieces: number
  /** After this, nothing more joins the group. */
  groupMs: number
  /** How long another process may hold the file. */
  busyMs: number
}

const usualLimits: GroupLimits = { pieces: 256, groupMs: 25, busyMs: 5_000 }

interface Piece {
  run(): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
  outcome?: { value: unknown } | { error: unknown }
}

/**
 * Runs all that waits in one transaction, each piece in a savepoint of its own, and tells everyone after the commit:
 * one sync of the disk for all of them. A piece that fails is rolled back alone; a commit that fails fails them all.
 */
export function groupCommit(connection: Connection, limits: GroupLimits = usualLimits) {
  const begin = connection.prepare('begin immediate')
  const commit = connection.prepare('commit')
  const rollback = connection.prepare('rollback')
  const save = connection.prepare('savepoint piece')
  const release = connection.prepare('release piece')
  const undo = connection.prepare('rollback to piece')

  const waiting: Piece[] = []
  let draining: Promise<void> | null = null

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // all that this turn of the event loop brings joins the group, and the rest of the process gets its turn
      await turn()
      await group()
    }
    draining = null
  }

  async function group(): Promise<void> {
    const started: Piece[] = []
    try {
      await patiently(begin, limits.busyMs)
      await runInto(started)
      commit.run()
      for (const piece of started) settle(piece)
    } catch (error) {
      undoAll()
      for (const piece of started.length > 0 ? started : waiting.splice(0)) piece.reject(error)
    }
  }

  async function runInto(started: Piece[]): Promise<void> {
    const until = performance.now() + limits.groupMs
    do {
      const piece = waiting.shift()
      if (!piece) return
      started.push(piece)
      await inSavepoint(piece)
    } while (started.length < limits.pieces && performance.now() < until)
  }

  async function inSavepoint(piece: Piece): Promise<void> {
    save.run()
    try {
      piece.outcome = { value: await piece.run() }
    } catch (error) {
      // with a full disk SQLite may have rolled back everything by itself: then nobody's work is there any more
      if (!connection.inTransaction) throw error
      undo.run()
      piece.outcome = { error }
    }
    release.run()
  }

  function undoAll(): void {
    try {
      if (connection.inTransaction) rollback.run()
    } catch {
      // the disk is gone, and the next `begin` says so to those who ask next
    }
  }

  return {
    /** Resolves with what `run` gave, once it is on the disk. */
    add<T>(run: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ run, resolve: resolve as (value: unknown) => void, reject })
        draining ??= drain()
      })
    },
    /** Resolves when nothing waits any more. */
    idle: async () => {
      await draining
    },
  }
}

function settle({ outcome, resolve, reject }: Piece): void {
  if (outcome && 'value' in outcome) resolve(outcome.value)
  else reject(outcome?.error)
}

async function patiently(begin: { run(): unknown }, busyMs: number): Promise<void> {
  for (const until = performance.now() + busyMs; ; ) {
    try {
      begin.run()
      return
    } catch (error) {
      if (!causeCode(error)?.startsWith('SQLITE_BUSY') || performance.now() > until) throw error
    }
    await delay(10)
  }
}
