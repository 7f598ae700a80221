import { desc, eq, sql } from 'drizzle-orm'
import type { CaseId, ThreadId } from '../../domain/ids.ts'
import { once, type Reads, type Unit } from '../database.ts'
import { preparedById, preparedInsert, preparedUpdate } from '../prepared.ts'
import type { CaseRow, Tables } from '../tables.ts'

export interface NamedCase {
  row: CaseRow
  assigneeName: string | null
}

export const caseQueries = (db: Reads, t: Tables) => {
  const { cases, agents } = t
  const latest = once(() =>
    db
      .select()
      .from(cases)
      .where(eq(cases.threadId, sql.placeholder('threadId')))
      .orderBy(desc(cases.openedAt), desc(cases.id))
      .limit(1)
      .prepare('case_latest'),
  )
  return {
    byId: preparedById(db, cases),
    latest: async (threadId: ThreadId): Promise<CaseRow | null> => (await latest().execute({ threadId }))[0] ?? null,
    /** Newest first. */
    ofThread: (threadId: ThreadId): Promise<NamedCase[]> =>
      db
        .select({ row: cases, assigneeName: agents.name })
        .from(cases)
        .leftJoin(agents, eq(agents.id, cases.assigneeId))
        .where(eq(cases.threadId, threadId))
        .orderBy(desc(cases.openedAt), desc(cases.id)),
  }
}

export const caseChanges = ({ db, tables: t }: Unit) => {
  const insert = preparedInsert(db, t.cases)
  const update = preparedUpdate(db, t.cases, t.cases.id)
  return {
    add: (row: Tables['cases']['$inferInsert']) => insert(row),
    update: (id: CaseId, patch: Partial<CaseRow>) => update(id, patch),
  }
}
