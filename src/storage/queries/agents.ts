import { and, asc, count, eq, lt, or } from 'drizzle-orm'
import type { Role } from '../../domain/agent.ts'
import type { Reads, Unit } from '../database.ts'
import type { Tables } from '../tables.ts'

export interface AgentRow {
  id: string
  name: string
  email: string
  role: Role
}

export const agentQueries = (db: Reads, { agents }: Tables) => {
  const shown = () =>
    db.select({ id: agents.id, name: agents.name, email: agents.email, role: agents.role }).from(agents)
  return {
    all: (): Promise<AgentRow[]> => shown().orderBy(asc(agents.name), asc(agents.id)),
    byId: async (id: string): Promise<AgentRow | null> => (await shown().where(eq(agents.id, id)))[0] ?? null,
    /** `email` in lower case, as it is kept. */
    byEmail: async (email: string): Promise<AgentRow | null> =>
      (await shown().where(eq(agents.email, email)))[0] ?? null,
    adminExists: async (): Promise<boolean> =>
      ((await db.select({ n: count() }).from(agents).where(eq(agents.role, 'admin')))[0]?.n ?? 0) > 0,
  }
}

export const agentChanges = ({ db, tables: { agents, credentials, sessions } }: Unit) => ({
  /** `password` is the hash the accounts library made. */
  add: async (agent: AgentRow, password: string, at: Date): Promise<void> => {
    await db.insert(agents).values({ ...agent, createdAt: at, updatedAt: at })
    await db.insert(credentials).values({
      id: `${agent.id}:password`,
      userId: agent.id,
      accountId: agent.id,
      providerId: 'credential',
      password,
      createdAt: at,
      updatedAt: at,
    })
  },
  /** Sessions that ended by themselves. */
  pruneSessions: (ended: { expiredBefore: Date; madeBefore: Date }) =>
    db
      .delete(sessions)
      .where(or(lt(sessions.expiresAt, ended.expiredBefore), lt(sessions.createdAt, ended.madeBefore)))
      .returning({ id: sessions.id }),
  /** Signs one session out. */
  endSession: (agentId: string, sessionId: string) =>
    db.delete(sessions).where(and(eq(sessions.userId, agentId), eq(sessions.id, sessionId))),
})
