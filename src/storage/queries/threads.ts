import { and, asc, count, desc, eq, gt, inArray, lt, ne, or, type SQL } from 'drizzle-orm'
import type { CustomerId, ThreadId } from '../../domain/ids.ts'
import type { Turn } from '../../domain/thread.ts'
import type { Reads, Unit } from '../database.ts'
import { preparedById, preparedInsert, preparedUpdate } from '../prepared.ts'
import type { Tables, ThreadRow } from '../tables.ts'

/** `mine`: what that agent has. `team`: what colleagues have. */
export type View = 'waiting' | 'mine' | 'team' | 'bot' | 'closed' | 'all'

/** Where the next page begins: after this row, in the view's own order. */
export interface ThreadCursor {
  at: Date
  id: ThreadId
}

export interface ThreadPageQuery {
  view: View
  agentId: string
  cursor: ThreadCursor | null
  limit: number
}

/** What the inbox list shows of one thread. */
export interface ListedThread {
  thread: ThreadRow
  customerName: string
  assigneeName: string | null
  pictureKey: string | null
}

export const threadQueries = (db: Reads, t: Tables) => {
  const { threads, customers, agents, identities } = t

  const listed = () =>
    db
      .select({
        thread: threads,
        customerName: customers.name,
        assigneeName: agents.name,
        pictureKey: identities.pictureKey,
      })
      .from(threads)
      .innerJoin(customers, eq(customers.id, threads.customerId))
      .leftJoin(agents, eq(agents.id, threads.assigneeId))
      .leftJoin(identities, eq(identities.id, threads.identityId))

  const ofView = (view: View, agentId: string): SQL | undefined => {
    if (view === 'all') return undefined
    if (view === 'mine') return and(eq(threads.turn, 'agent'), eq(threads.assigneeId, agentId))
    if (view === 'team') return and(eq(threads.turn, 'agent'), ne(threads.assigneeId, agentId))
    return eq(threads.turn, view)
  }

  /** Longest waiting first. */
  const waiting = ({ cursor, limit }: ThreadPageQuery): Promise<ListedThread[]> =>
    listed()
      .where(and(eq(threads.turn, 'waiting'), cursor ? laterThan(threads.waitingSince, cursor) : undefined))
      .orderBy(asc(threads.waitingSince), asc(threads.id))
      .limit(limit)

  const laterThan = (column: typeof threads.waitingSince, cursor: ThreadCursor) =>
    or(gt(column, cursor.at), and(eq(column, cursor.at), gt(threads.id, cursor.id)))

  const earlierThan = (cursor: ThreadCursor) =>
    or(lt(threads.lastAt, cursor.at), and(eq(threads.lastAt, cursor.at), lt(threads.id, cursor.id)))

  /** Newest words first. */
  const newest = ({ view, agentId, cursor, limit }: ThreadPageQuery): Promise<ListedThread[]> =>
    listed()
      .where(and(ofView(view, agentId), cursor ? earlierThan(cursor) : undefined))
      .orderBy(desc(threads.lastAt), desc(threads.id))
      .limit(limit)

  return {
    byId: preparedById(db, threads),

    byCustomer: async (id: CustomerId): Promise<ThreadRow | null> =>
      (await db.select().from(threads).where(eq(threads.customerId, id)))[0] ?? null,

    /** Keyset page of a view: *waiting* by who waits longest, all others by the newest words. */
    page: (query: ThreadPageQuery) => (query.view === 'waiting' ? waiting(query) : newest(query)),

    rows: async (ids: readonly ThreadId[]): Promise<ListedThread[]> =>
      ids.length === 0 ? [] : listed().where(inArray(threads.id, [...ids])),

    counts: async (agentId: string): Promise<Record<'waiting' | 'mine' | 'team' | 'bot', number>> => {
      const open: Turn[] = ['waiting', 'agent', 'bot']
      const rows = await db
        .select({ turn: threads.turn, n: count() })
        .from(threads)
        .where(inArray(threads.turn, open))
        .groupBy(threads.turn)
      const of = (turn: Turn) => rows.find(row => row.turn === turn)?.n ?? 0
      const mine = await db.$count(threads, ofView('mine', agentId))
      return { waiting: of('waiting'), mine, team: of('agent') - mine, bot: of('bot') }
    },
  }
}

export const threadChanges = ({ db, tables: t, announce }: Unit) => {
  const insert = preparedInsert(db, t.threads)
  const update = preparedUpdate(db, t.threads, t.threads.id)
  return {
    add: (row: Tables['threads']['$inferInsert']) => insert(row),
    /** Also tells every console that the thread changed; with an empty patch that is all it does. */
    update: async (id: ThreadId, patch: Partial<ThreadRow>) => {
      await update(id, patch)
      announce({ kind: 'thread', threadId: id })
    },
  }
}
