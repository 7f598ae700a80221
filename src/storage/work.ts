import { AsyncLocalStorage } from 'node:async_hooks'
import type { Change } from '../domain/events.ts'
import type { Topic, Unit, Writes } from './database.ts'
import { StoreMisuse } from './errors.ts'
import { type Changes, changesOf } from './queries/index.ts'
import type { Tables } from './tables.ts'

/** One piece of work while it runs, with what it wants told. */
export interface Work {
  open: boolean
  readonly changes: Map<string, Change>
  readonly topics: Set<Topic>
}

/** Knows which piece of work the caller belongs to, across every `await`. */
export function worksOfStore() {
  const current = new AsyncLocalStorage<Work>()
  return {
    /** A nested write would wait for itself for ever; one left over from a finished piece of work is fine. */
    refuseNested() {
      if (current.getStore()?.open) throw new StoreMisuse('write() inside write(): pass the tx on instead')
    },
    now: () => current.getStore(),
    run: <T>(work: Work, job: () => Promise<T>): Promise<T> => current.run(work, job),
  }
}
export type Works = ReturnType<typeof worksOfStore>

/** The same for the same thing: it is told once, however often it changes within one write. */
const nameOf = (change: Change): string =>
  change.kind === 'message' ? change.messageId : change.kind === 'thread' ? change.threadId : change.accountId

const newWork = (): Work => ({ open: true, changes: new Map(), topics: new Set() })

/** A writing connection with its statements, prepared once. Runs one piece of work at a time. */
export interface Bench {
  readonly unit: Unit
  readonly changes: Changes
  run<T>(job: (bench: Bench) => Promise<T>, limits: RunLimits): Promise<{ result: T; work: Work }>
}

interface RunLimits {
  /** After this, work that waits for something is given up: others wait for it. */
  limitMs: number
  /** Runs after the job and still belongs to the work. */
  last?(work: Work): Promise<void>
}

/**
 * `connect` makes the query builder; it is given a logger that drizzle calls before each statement. There, a statement
 * of work that is over (a promise nobody awaited) is refused: it would land in the transaction of somebody else.
 */
export function benchOf(works: Works, tables: Tables, connect: (guard: { logQuery(): void }) => Writes): Bench {
  let running: Work | null = null

  const mine = (): Work => {
    const work = works.now()
    if (!work || work !== running) throw new StoreMisuse('a query outside its write: await every query of the work')
    return work
  }
  const unit: Unit = {
    db: connect({ logQuery: mine }),
    tables,
    announce(change) {
      const { changes, topics } = mine()
      changes.set(nameOf(change), change)
      topics.add('events')
    },
    touch: topic => void mine().topics.add(topic),
  }
  const bench: Bench = {
    unit,
    changes: changesOf(unit),
    async run(job, { limitMs, last }) {
      const work = newWork()
      running = work
      const whole = async () => {
        const result = await job(bench)
        await last?.(work)
        return { result, work }
      }
      try {
        return await inTime(works.run(work, whole), limitMs)
      } finally {
        work.open = false
        running = null
      }
    },
  }
  return bench
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreMisuse(`a write was not done after ${ms} ms: it may only query`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
