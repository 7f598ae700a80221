import { and, asc, count, eq, inArray, isNull, lt, lte, min, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { FileId, MessageId, ThreadId } from '../../domain/ids.ts'
import type { Reads, Unit } from '../database.ts'
import { preparedInsert, preparedUpdate } from '../prepared.ts'
import type { FileRow, NewFile, Tables } from '../tables.ts'

/** Spelled as the condition of the partial index is: SQLite takes it only for its very words. */
const isPending = (files: { state: AnyPgColumn }): SQL => sql`${files.state} = 'pending'`

export const fileQueries = (db: Reads, t: Tables) => {
  const { files, identities } = t
  return {
    byIds: async (ids: readonly FileId[]): Promise<FileRow[]> =>
      ids.length === 0
        ? []
        : db
            .select()
            .from(files)
            .where(inArray(files.id, [...ids])),

    ofMessage: (id: MessageId): Promise<FileRow[]> =>
      db.select().from(files).where(eq(files.messageId, id)).orderBy(asc(files.position)),

    /** One of the files kept under that media key: they share the content, so they share its type. */
    byKey: async (key: string): Promise<FileRow | null> =>
      (await db.select().from(files).where(eq(files.mediaKey, key)).orderBy(asc(files.createdAt)).limit(1))[0] ?? null,

    /** Whether somebody's picture is kept under that key. */
    isPicture: async (key: string): Promise<boolean> =>
      (await db.$count(identities, eq(identities.pictureKey, key))) > 0,

    /** When the next file is to be fetched that nobody works on. */
    nextDue: async (now: Date): Promise<Date | null> =>
      (
        await db
          .select({ at: min(files.dueAt) })
          .from(files)
          .where(and(isPending(files), or(isNull(files.leasedUntil), lte(files.leasedUntil, now))))
      )[0]?.at ?? null,

    /** Uploads nobody sent. */
    unused: (before: Date, limit: number): Promise<FileRow[]> =>
      db
        .select()
        .from(files)
        .where(and(isNull(files.messageId), eq(files.state, 'stored'), lt(files.createdAt, before)))
        .limit(limit),

    pending: async (): Promise<number> =>
      (await db.select({ n: count() }).from(files).where(isPending(files)))[0]?.n ?? 0,
  }
}

export const fileChanges = ({ db, tables: t, touch }: Unit) => {
  const { files } = t
  const insert = preparedInsert(db, files)
  const update = preparedUpdate(db, files, files.id)
  return {
    add: async (row: NewFile) => {
      await insert(row)
      if (row.state === 'pending') touch('files')
    },
    update: (id: FileId, patch: Partial<FileRow>) => update(id, patch),
    remove: (id: FileId) => db.delete(files).where(eq(files.id, id)).returning({ id: files.id }),

    /** Gives uploads of that agent to a message; only those that nobody sent yet. */
    attach: async (ids: readonly FileId[], to: { messageId: MessageId; threadId: ThreadId; agentId: string }) =>
      db
        .update(files)
        .set({ messageId: to.messageId, threadId: to.threadId })
        .where(and(inArray(files.id, [...ids]), isNull(files.messageId), eq(files.agentId, to.agentId)))
        .returning({ id: files.id }),

    /** No worker is at work: what was leased is free again. */
    freeLeases: () => db.update(files).set({ leasedUntil: null }).where(isPending(files)).returning({ id: files.id }),

    /** Takes up to `limit` files that are due, for this worker alone until `until`. */
    lease: async (now: Date, until: Date, limit: number): Promise<FileRow[]> => {
      const due = await db
        .select({ id: files.id })
        .from(files)
        .where(and(isPending(files), lte(files.dueAt, now), or(isNull(files.leasedUntil), lte(files.leasedUntil, now))))
        .orderBy(asc(files.dueAt))
        .limit(limit)
      if (due.length === 0) return []
      const ids = due.map(row => row.id)
      return db.update(files).set({ leasedUntil: until }).where(inArray(files.id, ids)).returning()
    },
  }
}
