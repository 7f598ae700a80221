import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Reads, Unit } from '../database.ts'
import type { Tables } from '../tables.ts'

/** What the accounts library asks of a database, on our own tables. Its writes belong inside `write`: see auth-adapter.ts. */
const libraryAdapter = (db: Reads, t: Tables, engine: 'sqlite' | 'postgres') =>
  drizzleAdapter(db, {
    provider: engine === 'sqlite' ? 'sqlite' : 'pg',
    schema: { user: t.agents, session: t.sessions, account: t.credentials, verification: t.verifications },
  })

export type LibraryAdapter = ReturnType<typeof libraryAdapter>

export const authQueries = (db: Reads, t: Tables) => ({
  adapter: (engine: 'sqlite' | 'postgres'): LibraryAdapter => libraryAdapter(db, t, engine),
})

export const authChanges = ({ db, tables }: Unit) => ({
  adapter: (engine: 'sqlite' | 'postgres'): LibraryAdapter => libraryAdapter(db, tables, engine),
})
