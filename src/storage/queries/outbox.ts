import { and, asc, count, eq, gt, inArray, isNull, lt, lte, min, notExists, or, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core'
import type { MessageId, SendId, ThreadId } from '../../domain/ids.ts'
import type { SendState } from '../../domain/message.ts'
import { once, type Reads, type Unit } from '../database.ts'
import { preparedById, preparedInsert, preparedUpdate } from '../prepared.ts'
import type { NewSend, SendRow, Tables } from '../tables.ts'

/**
 * Spelled as the condition of the outbox's partial indexes is: SQLite takes one of them only where it finds its very
 * words, not for `state = ?`. Without it every look reads all that was ever sent.
 */
const isOpen = (outbox: { state: AnyPgColumn }): SQL => sql`${outbox.state} in ('queued', 'sending')`

/** `askUntil` of what must not be sent again whatever its network answers: an agent speaks. */
export const silenced = new Date(0)

/** Its network is to be asked whether it went. Spelled as its index is, too. */
const isAsked = (outbox: { askUntil: AnyPgColumn }): SQL => sql`${outbox.askUntil} is not null`

export const outboxQueries = (db: Reads, t: Tables) => {
  const { outbox } = t
  const statesOf = once(() =>
    db
      .select({ state: outbox.state, part: outbox.part })
      .from(outbox)
      .where(eq(outbox.messageId, sql.placeholder('messageId')))
      .prepare('send_states_of_message'),
  )
  const nextDue = once(() => {
    const now = sql.param(sql.placeholder('now'), outbox.leasedUntil)
    return db
      .select({ at: min(outbox.dueAt) })
      .from(outbox)
      .where(
        and(eq(outbox.state, 'queued'), isOpen(outbox), or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now))),
      )
      .prepare('send_next_due')
  })
  const nextAsk = once(() => {
    const now = sql.param(sql.placeholder('now'), outbox.leasedUntil)
    return db
      .select({ at: min(outbox.dueAt) })
      .from(outbox)
      .where(and(isAsked(outbox), or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now))))
      .prepare('send_next_ask')
  })
  return {
    byId: preparedById(db, outbox),

    ofMessage: (id: MessageId): Promise<SendRow[]> =>
      db.select().from(outbox).where(eq(outbox.messageId, id)).orderBy(asc(outbox.n)),

    /** The states of a message's sends. An edit that went says nothing any more: the words it changed are where they were. */
    statesOf: async (messageId: MessageId): Promise<SendState[]> =>
      (await statesOf().execute({ messageId }))
        .filter(({ state, part }) => part.kind !== 'edit' || state !== 'sent')
        .map(row => row.state),

    /** When the next send is due that nobody works on. */
    nextDue: async (now: Date): Promise<Date | null> => (await nextDue().execute({ now }))[0]?.at ?? null,

    /** The thread's sends that may be at their network already: those under way, and those that are asked for. */
    perhapsGone: async (threadId: ThreadId): Promise<SendRow[]> => {
      const underWay = and(eq(outbox.state, 'sending'), isOpen(outbox))
      const found: SendRow[] = []
      for (const which of [isAsked(outbox), underWay]) {
        found.push(
          ...(await db
            .select()
            .from(outbox)
            .where(and(eq(outbox.threadId, threadId), which))
            .orderBy(asc(outbox.n))),
        )
      }
      return found
    },

    /** When a network is to be asked next for a send that nobody asks for now. */
    nextAsk: async (now: Date): Promise<Date | null> => (await nextAsk().execute({ now }))[0]?.at ?? null,

    /** Sends that were under way when their worker died: they may have gone. */
    abandoned: (now: Date): Promise<SendRow[]> =>
      db
        .select()
        .from(outbox)
        .where(and(eq(outbox.state, 'sending'), isOpen(outbox), lte(outbox.leasedUntil, now))),

    /** How many stand in each state, of those not done. */
    depth: (): Promise<{ state: SendState; n: number }[]> =>
      db.select({ state: outbox.state, n: count() }).from(outbox).where(isOpen(outbox)).groupBy(outbox.state),
  }
}

export const outboxChanges = ({ db, tables: t, touch }: Unit) => {
  const { outbox } = t
  const older = alias(outbox, 'older')
  const insert = preparedInsert(db, outbox)
  const update = preparedUpdate(db, outbox, outbox.id)

  // a bare placeholder is handed to the driver as it is, and SQLite's takes no Date: the column encodes it
  const now = sql.param(sql.placeholder('now'), outbox.dueAt)
  const due = once(() =>
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.state, 'queued'),
          isOpen(outbox),
          lte(outbox.dueAt, now),
          or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now)),
          notExists(
            db
              .select({ one: sql`1` })
              .from(older)
              .where(and(eq(older.threadId, outbox.threadId), isOpen(older), lt(older.n, outbox.n))),
          ),
          notExists(
            db
              .select({ one: sql`1` })
              .from(older)
              .where(
                and(
                  eq(older.threadId, outbox.threadId),
                  isAsked(older),
                  gt(older.askUntil, now),
                  lt(older.n, outbox.n),
                ),
              ),
          ),
        ),
      )
      .orderBy(asc(outbox.dueAt), asc(outbox.n))
      .limit(sql.placeholder('limit'))
      .prepare('sends_due'),
  )

  return {
    add: async (row: NewSend) => {
      await insert(row)
      touch('sends')
    },

    update: async (id: SendId, patch: Partial<SendRow>) => {
      await update(id, patch)
      touch('sends')
      if (patch.askUntil) touch('asks')
    },

    /** Takes up to `limit` sends that are to be asked for, for this worker alone until `until`. */
    leaseAsks: async (now: Date, until: Date, limit: number): Promise<SendRow[]> => {
      const found = await db
        .select({ id: outbox.id })
        .from(outbox)
        .where(
          and(isAsked(outbox), lte(outbox.dueAt, now), or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now))),
        )
        .orderBy(asc(outbox.dueAt), asc(outbox.n))
        .limit(limit)
      if (found.length === 0) return []
      const ids = found.map(row => row.id)
      return db.update(outbox).set({ leasedUntil: until }).where(inArray(outbox.id, ids)).returning()
    },

    /** Takes up to `limit` due sends, at most the oldest of each thread, for this worker alone until `until`. */
    lease: async (now: Date, until: Date, limit: number): Promise<SendRow[]> => {
      const found = await due().execute({ now, limit })
      if (found.length === 0) return []
      return db
        .update(outbox)
        .set({ leasedUntil: until })
        .where(
          inArray(
            outbox.id,
            found.map(row => row.id),
          ),
        )
        .returning()
    },

    /** No worker is at work: what was leased is free again. */
    freeLeases: async () => {
      for (const free of [and(eq(outbox.state, 'queued'), isOpen(outbox)), isAsked(outbox)])
        await db.update(outbox).set({ leasedUntil: null }).where(free).returning({ id: outbox.id })
    },

    /** What the bot has not said yet stays unsaid. Gives the messages that fell silent. */
    silenceBot: async (threadId: ThreadId): Promise<MessageId[]> => {
      await db
        .update(outbox)
        .set({ askUntil: silenced })
        .where(and(eq(outbox.threadId, threadId), isAsked(outbox), eq(outbox.from, 'bot')))
        .returning({ id: outbox.id })
      const rows = await db
        .update(outbox)
        .set({ state: 'cancelled' })
        .where(and(eq(outbox.threadId, threadId), eq(outbox.state, 'queued'), isOpen(outbox), eq(outbox.from, 'bot')))
        .returning({ messageId: outbox.messageId })
      return [...new Set(rows.map(row => row.messageId))]
    },
  }
}
