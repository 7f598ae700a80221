/** The tables as PostgreSQL sees them; what drizzle-kit reads. */
import { pgColumns } from './columns.ts'
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
} = defineTables(pgColumns)
