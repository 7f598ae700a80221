/**
 * Inserts and updates whose statement is built once for each set of columns and then only filled in: building
 * a statement costs several times what running it does, and the receive path runs ten a message.
 */
import { createHash } from 'node:crypto'
import { eq, getTableName, type InferInsertModel, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { once, type Reads, type Writes } from './database.ts'

interface Prepared {
  execute(values: Record<string, unknown>): Promise<unknown[]>
}

type Row = Record<string, unknown>
type Defined<T> = { [K in keyof T]: T[K] | undefined }

const present = (row: Row) => Object.keys(row).filter(key => row[key] !== undefined)

/** Nulls are spelled in the statement: an encoder of a date or of JSON has nothing to make of them. */
const slots = (row: Row, prefix = ''): Row =>
  Object.fromEntries(present(row).map(key => [key, row[key] === null ? sql`null` : sql.placeholder(prefix + key)]))

const shapeOf = (row: Row) =>
  present(row)
    .map(key => (row[key] === null ? `${key}=null` : key))
    .join(',')

/** PostgreSQL asks for one name for each text. */
const nameOf = (kind: string, table: PgTable, shape: string) =>
  `${kind}_${getTableName(table)}_${createHash('sha1').update(shape).digest('hex').slice(0, 12)}`

function remembered(make: (shape: string, row: Row) => Prepared): (row: Row) => Prepared {
  const known = new Map<string, Prepared>()
  return row => {
    const shape = shapeOf(row)
    const found = known.get(shape)
    if (found) return found
    const made = make(shape, row)
    known.set(shape, made)
    return made
  }
}

/** `find(id)`: the row of that id, or null. */
export function preparedById<T extends PgTable & { id: PgColumn }>(db: Reads, table: T) {
  const name = nameOf('by_id', table, '')
  const statement = once(
    () =>
      db
        .select()
        .from(table as PgTable)
        .where(eq(table.id, sql.placeholder('id')))
        .prepare(name) as unknown as Prepared,
  )
  return async (id: InferSelectModel<T>['id']): Promise<InferSelectModel<T> | null> =>
    ((await statement().execute({ id }))[0] as InferSelectModel<T> | undefined) ?? null
}

/** `insert(row)`; false where a unique index had it already and `skipDuplicates` is set. Undefined fields take their defaults. */
export function preparedInsert<T extends PgTable>(db: Writes, table: T, options: { skipDuplicates?: boolean } = {}) {
  const statement = remembered((shape, row) => {
    const insert = db.insert(table).values(slots(row) as InferInsertModel<T>)
    const name = nameOf('insert', table, shape)
    const query = options.skipDuplicates ? insert.onConflictDoNothing().returning({ one: sql`1` }) : insert
    return query.prepare(name) as unknown as Prepared
  })
  return async (row: Defined<InferInsertModel<T>>): Promise<boolean> => {
    const rows = await statement(row as Row).execute(row as Row)
    return options.skipDuplicates ? rows.length > 0 : true
  }
}

/** `update(key, patch)` where `column` equals the key; undefined fields stay as they are. */
export function preparedUpdate<T extends PgTable>(db: Writes, table: T, column: PgColumn & SQLKey) {
  const statement = remembered((shape, row) =>
    (
      db
        .update(table)
        .set(slots(row, '$') as never)
        .where(eq(column, sql.placeholder('key'))) as unknown as { prepare(name: string): Prepared }
    ).prepare(nameOf('update', table, shape)),
  )
  return async (key: string, patch: Partial<Defined<InferInsertModel<T>>>): Promise<void> => {
    const row = patch as Row
    if (present(row).length === 0) return
    const values = Object.fromEntries(present(row).map(field => [`$${field}`, row[field]]))
    await statement(row).execute({ ...values, key })
  }
}

type SQLKey = { getSQL(): SQL }
