/**
 * The column vocabulary: the only place that knows how a kind of column is
 * spelled in each dialect. Tables are written once, against `Columns`.
 *
 * `Columns` is the PostgreSQL spelling on purpose. PostgreSQL's query builders
 * are promise-only, so code typed against them cannot use the SQLite-only
 * `.get()`, `.all()` and `.run()` and then fail on the other database.
 */
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

export const pgColumns = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  check: pg.check,
  text: (name: string) => pg.text(name),
  id: <T extends string>(name: string) => pg.text(name).$type<T>(),
  choice: <const V extends readonly [string, ...string[]]>(name: string, values: V) =>
    pg.text(name, { enum: values as unknown as [V[number], ...V[number][]] }),
  integer: (name: string) => pg.integer(name),
  /** Bytes, counters: up to 2^53. */
  big: (name: string) => pg.bigint(name, { mode: 'number' }),
  flag: (name: string) => pg.boolean(name),
  /** A moment, to the millisecond, as a JS Date on both sides. */
  instant: (name: string) => pg.timestamp(name, { withTimezone: true, precision: 3, mode: 'date' }),
  json: <T>(name: string) => pg.jsonb(name).$type<T>(),
  /** A primary key the database counts up: the stable handle full-text search needs in SQLite. */
  counter: (name: string) => pg.bigint(name, { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
}

export type Columns = typeof pgColumns

/** Kept un-cast so that `columns.typecheck.ts` can compare it with `pgColumns`. */
export const sqliteColumnsAsTheyAre = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  check: lite.check,
  text: (name: string) => lite.text(name),
  id: <T extends string>(name: string) => lite.text(name).$type<T>(),
  choice: <const V extends readonly [string, ...string[]]>(name: string, values: V) =>
    lite.text(name, { enum: values as unknown as [V[number], ...V[number][]] }),
  integer: (name: string) => lite.integer(name),
  big: (name: string) => lite.integer(name, { mode: 'number' }),
  flag: (name: string) => lite.integer(name, { mode: 'boolean' }),
  instant: (name: string) => lite.integer(name, { mode: 'timestamp_ms' }),
  json: <T>(name: string) => lite.text(name, { mode: 'json' }).$type<T>(),
  counter: (name: string) => lite.integer(name, { mode: 'number' }).primaryKey({ autoIncrement: true }),
}

/** The one cast of the storage layer. `columns.typecheck.ts` keeps it honest. */
export const sqliteColumns = sqliteColumnsAsTheyAre as unknown as Columns
