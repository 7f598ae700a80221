import type { ThreadId } from '../domain/ids.ts'
import type { Topic } from './database.ts'
import type { Changes, Queries } from './queries/index.ts'

export type { Topic } from './database.ts'
export type { Changes, Queries } from './queries/index.ts'

/** A thread's own work, finding or making a customer, or a worker by its fixed name. */
export type WriteKey = ThreadId | `customer:${string}` | `worker:${string}`

/** All that is remembered. Two engines, one set of queries; see tests/contracts/store.contract.ts for what both promise. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  /** Outside a write; sees committed data only and cannot change anything. */
  readonly read: Queries
  /**
   * Atomic and durable once resolved. Work under one key never overlaps, on any node. It may run again after a conflict,
   * so it queries and does nothing else; it never catches a query's error; it never calls `write`.
   */
  write<T>(key: WriteKey, work: (tx: Changes) => Promise<T>): Promise<T>
  /** Calls `listener` after each commit, on this node or another, that touched the topic. Gives the way to stop. */
  subscribe(topic: Topic, listener: () => void): () => void
  /** Resolves where the database answers, rejects where it does not. */
  check(): Promise<void>
  /** Waits for what is being written. */
  close(): Promise<void>
}
