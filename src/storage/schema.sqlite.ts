/** The tables as SQLite sees them; what drizzle-kit reads. */
import { sqliteColumns } from './columns.ts'
import { defineTables } from './tables.ts'

export const {
  accounts,
  settings,
  events,
  customers,
  identities,
  aliases,
  threads,
  cases,
  messages,
  remoteEvents,
  files,
  outbox,
  agents,
  sessions,
  credentials,
  verifications,
  apiTokens,
  idempotency,
} = defineTables(sqliteColumns)
