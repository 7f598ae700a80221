import { and, eq, lt } from 'drizzle-orm'
import type { Reads, Unit } from '../database.ts'
import type { Tables } from '../tables.ts'

/** `status` 0: the request is being worked on, or broke off. */
export interface KeptAnswer {
  request: string
  status: number
  body: unknown
}

interface Place {
  agentId: string
  key: string
}

export const idempotencyQueries = (db: Reads, { idempotency: t }: Tables) => ({
  find: async ({ agentId, key }: Place): Promise<KeptAnswer | null> =>
    (
      await db
        .select({ request: t.request, status: t.status, body: t.body })
        .from(t)
        .where(and(eq(t.agentId, agentId), eq(t.key, key)))
    )[0] ?? null,
})

export const idempotencyChanges = ({ db, tables: { idempotency: t } }: Unit) => {
  const at = ({ agentId, key }: Place) => and(eq(t.agentId, agentId), eq(t.key, key))
  return {
    /** False where the key is taken. */
    reserve: async (place: Place & { request: string; at: Date }): Promise<boolean> => {
      const row = { ...place, status: 0, body: null }
      return (await db.insert(t).values(row).onConflictDoNothing().returning({ key: t.key })).length > 0
    },
    keep: (place: Place, answer: { status: number; body: unknown }) =>
      db.update(t).set(answer).where(at(place)).returning({ key: t.key }),
    release: (place: Place) => db.delete(t).where(at(place)).returning({ key: t.key }),
    prune: (before: Date) => db.delete(t).where(lt(t.at, before)).returning({ key: t.key }),
  }
}
