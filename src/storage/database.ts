/** What queries see of a database. The two engines are sqlite.ts and postgres.ts. */
import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Change } from '../domain/events.ts'
import type { Tables } from './tables.ts'

/**
 * The query builder both engines share. Deliberately narrow: no `execute`,
 * no `transaction`, no relational `query`, whose behaviour differs.
 */
export type Writes = Pick<
  PgDatabase<PgQueryResultHKT, Record<string, never>>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$with' | 'with' | '$count'
>

/** What may happen outside a write. */
export type Reads = Pick<Writes, 'select' | 'selectDistinct' | '$count'>

/** What a commit can be about, for those who wait for it. */
export const topics = ['events', 'sends', 'asks', 'files'] as const
export type Topic = (typeof topics)[number]

/** The few things each engine says in its own words. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** Reads a top-level JSON member as text. */
  member(column: unknown, key: string): SQL<string | null>
  /** True where `error` says that a unique index refused a row. */
  isDuplicate(error: unknown): boolean
}

/** What one piece of work has in its hands. */
export interface Unit {
  readonly db: Writes
  readonly tables: Tables
  /** Told to every console after the commit. */
  announce(change: Change): void
  /** Whoever subscribed to the topic is called after the commit. */
  touch(topic: Topic): void
}

/** Makes a thing at first need: a statement is prepared when it is first run, not when its module is set up. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
