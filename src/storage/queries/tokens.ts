import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Role } from '../../domain/agent.ts'
import { once, type Reads, type Unit } from '../database.ts'
import type { Tables } from '../tables.ts'

export interface TokenRow {
  id: string
  name: string
  role: Role
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export const tokenQueries = (db: Reads, { apiTokens: t }: Tables) => {
  const shown = {
    id: t.id,
    name: t.name,
    role: t.role,
    createdAt: t.createdAt,
    lastUsedAt: t.lastUsedAt,
    revokedAt: t.revokedAt,
  }
  const byHash = once(() =>
    db
      .select(shown)
      .from(t)
      .where(and(eq(t.hash, sql.placeholder('hash')), isNull(t.revokedAt)))
      .prepare('token_by_hash'),
  )
  return {
    /** Only one that still holds. */
    byHash: async (hash: string): Promise<TokenRow | null> => (await byHash().execute({ hash }))[0] ?? null,
    all: (): Promise<TokenRow[]> => db.select(shown).from(t).orderBy(asc(t.createdAt), asc(t.id)),
  }
}

export const tokenChanges = ({ db, tables: { apiTokens: t } }: Unit) => ({
  add: (row: { id: string; name: string; role: Role; hash: string; createdAt: Date }) =>
    db.insert(t).values(row).returning({ id: t.id }),
  used: (id: string, lastUsedAt: Date) => db.update(t).set({ lastUsedAt }).where(eq(t.id, id)).returning({ id: t.id }),
  /** Whether there was such a token to revoke. */
  revoke: async (id: string, revokedAt: Date): Promise<boolean> => {
    const rows = await db
      .update(t)
      .set({ revokedAt })
      .where(and(eq(t.id, id), isNull(t.revokedAt)))
      .returning({ id: t.id })
    return rows.length > 0
  },
})
