import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import type { StoreLog } from '../engine.ts'
import { pendingOf, readMigrations } from '../migrations.ts'
import { CONNECT_MS } from './pools.ts'

/** Any number nobody else in this database uses. */
const LOCK = 7_263_041

/** Brings the database up to date, in one transaction. drizzle takes no lock, and nodes that start together would race. */
export async function migratePostgres(url: string, { folder, log }: { folder: string; log: StoreLog }): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'shenava migrate',
    connectionTimeoutMillis: CONNECT_MS,
  })
  client.on('error', () => undefined) // the query under way rejects too, and says it
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const pending = pendingOf(readMigrations(folder), await appliedTo(client))
    if (pending.length > 0) await migrate(drizzle({ client }), { migrationsFolder: folder })
    for (const { name } of pending) log.info({ migration: name }, 'migration applied')
  } finally {
    // ends the lock as well
    await client.end()
  }
}

async function appliedTo(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as found",
  )
  if (!rows[0]?.found) return []
  const applied = await client.query<{ when: string }>(
    'select created_at::text as "when" from drizzle.__drizzle_migrations order by id',
  )
  return applied.rows.map(({ when }) => Number(when))
}
