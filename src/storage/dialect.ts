import { type SQL, sql } from 'drizzle-orm'
import type { Dialect } from './database.ts'
import { isDuplicate } from './errors.ts'

const literal = (key: string): SQL => sql.raw(`'${key.replaceAll("'", "''")}'`)

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  // SQLite gives a number as a number, PostgreSQL always text
  member: (column, key) => sql`cast(${column} ->> ${literal(key)} as text)`,
  isDuplicate,
}

export const postgresDialect: Dialect = {
  name: 'postgres',
  member: (column, key) => sql`${column} ->> ${literal(key)}`,
  isDuplicate,
}
