import type { BaseLogger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import type { Dialect, Reads, Unit } from './database.ts'
import { withoutWords } from './errors.ts'
import type { Queries } from './queries/index.ts'
import type { Store, WriteKey } from './store.ts'
import type { Tables } from './tables.ts'

export type StoreLog = Pick<BaseLogger, 'info' | 'warn' | 'error'>

export interface EngineOptions {
  log: StoreLog
  clock: Pick<Clock, 'now'>
  /** The folder that holds `sqlite` and `postgres`. */
  migrations: string
  /** No other service may open the same file. */
  alone?: boolean
}

/** A store with its inside: for `src/storage` and its tests, and for nobody else. */
export interface Engine extends Store {
  readonly tables: Tables
  readonly dialect: Dialect
  readonly reader: Reads
  /** `write`, with the bare query builder. */
  unit<T>(key: WriteKey, work: (unit: Unit) => Promise<T>): Promise<T>
}

type Query = (...args: never[]) => unknown

/** The same queries, whose failures hold no customer's words. They start when called, not when awaited. */
export function guarded(queries: Queries): Queries {
  const told = (error: unknown): never => {
    throw withoutWords(error)
  }
  const safe =
    (query: Query): Query =>
    (...args) => {
      const result = query(...args)
      return isThenable(result) ? Promise.resolve(result).catch(told) : result
    }
  const modules = Object.entries(queries).map(([name, module]) => [
    name,
    Object.fromEntries(Object.entries(module).map(([query, run]) => [query, safe(run as Query)])),
  ])
  return Object.fromEntries(modules) as Queries
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value
