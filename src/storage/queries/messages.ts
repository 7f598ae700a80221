import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core' // the same proxy in both dialects; the contract test runs it on both
import type { AccountId, MessageId, SendId, ThreadId } from '../../domain/ids.ts'
import type { SendState, Speaker } from '../../domain/message.ts'
import { once, type Reads, type Unit } from '../database.ts'
import { preparedById, preparedInsert, preparedUpdate } from '../prepared.ts'
import type { FileRow, MessageRow, NewMessage, Tables } from '../tables.ts'

export interface MessagePageQuery {
  threadId: ThreadId
  /** Only messages with a smaller seq: the newest of them. */
  before?: number | undefined
  /** Only messages with a greater seq: the oldest of them. */
  after?: number | undefined
  limit: number
}

/** A message with all that is shown with it. */
export interface WholeMessage {
  message: MessageRow
  agentName: string | null
  reply: { id: MessageId; seq: number; from: Speaker; text: string } | null
  files: FileRow[]
}

/** Where a message stands on a network. */
export interface RemotePlace {
  accountId: AccountId
  /** What `placeWithin` gives. */
  remoteChat: string
  remoteId: string
}

/** A message the network knows by some id, and the send it went with: null where nobody here sent it. */
export interface RemoteMessageOf {
  messageId: MessageId
  threadId: ThreadId
  sendId: SendId | null
  sendState: SendState | null
}

export const messageQueries = (db: Reads, t: Tables) => {
  const { messages, agents, files, outbox, remoteEvents } = t
  const replied = alias(messages, 'replied')
  const byRemote = once(() =>
    db
      .select({ messageId: remoteEvents.messageId })
      .from(remoteEvents)
      .where(
        and(
          eq(remoteEvents.accountId, sql.placeholder('accountId')),
          eq(remoteEvents.remoteChat, sql.placeholder('remoteChat')),
          eq(remoteEvents.remoteId, sql.placeholder('remoteId')),
        ),
      )
      .limit(1)
      .prepare('message_by_remote'),
  )

  const sentAs = once(() =>
    db
      .select({
        messageId: messages.id,
        threadId: messages.threadId,
        sendId: outbox.id,
        sendState: sql<SendState | null>`coalesce(${outbox.state}, ${messages.sendState})`,
      })
      .from(remoteEvents)
      .innerJoin(messages, eq(messages.id, remoteEvents.messageId))
      .leftJoin(outbox, eq(outbox.id, remoteEvents.sendId))
      .where(
        and(
          eq(remoteEvents.accountId, sql.placeholder('accountId')),
          eq(remoteEvents.remoteChat, sql.placeholder('remoteChat')),
          eq(remoteEvents.remoteId, sql.placeholder('remoteId')),
          inArray(messages.from, ['bot', 'agent']),
        ),
      )
      .limit(1)
      .prepare('message_sent_as'),
  )

  const shown = () =>
    db
      .select({
        message: messages,
        agentName: agents.name,
        reply: { id: replied.id, seq: replied.seq, from: replied.from, text: replied.text },
      })
      .from(messages)
      .leftJoin(agents, eq(agents.id, messages.agentId))
      .leftJoin(replied, eq(replied.id, messages.replyTo))

  async function filesOf(ids: MessageId[]): Promise<Map<MessageId, FileRow[]>> {
    const found = new Map<MessageId, FileRow[]>()
    if (ids.length === 0) return found
    const rows = await db.select().from(files).where(inArray(files.messageId, ids)).orderBy(asc(files.position))
    for (const row of rows) found.set(row.messageId!, [...(found.get(row.messageId!) ?? []), row])
    return found
  }

  async function whole(rows: Omit<WholeMessage, 'files'>[]): Promise<WholeMessage[]> {
    const found = await filesOf(rows.map(row => row.message.id))
    return rows.map(row => ({ ...row, files: found.get(row.message.id) ?? [] }))
  }

  return {
    byId: preparedById(db, messages),

    /** The message an event of the network was stored as, or one of ours by what the network named it. */
    byRemote: async (place: RemotePlace): Promise<MessageId | null> =>
      (await byRemote().execute({ ...place }))[0]?.messageId ?? null,

    /** The message of ours that the network gave that id. */
    sentAs: async (place: RemotePlace): Promise<RemoteMessageOf | null> =>
      (await sentAs().execute({ ...place }))[0] ?? null,

    /** The network's names for one of our messages, in the order of its parts. */
    remoteOf: (id: MessageId): Promise<RemotePlace[]> =>
      db
        .select({
          accountId: remoteEvents.accountId,
          remoteChat: remoteEvents.remoteChat,
          remoteId: remoteEvents.remoteId,
        })
        .from(remoteEvents)
        .where(eq(remoteEvents.messageId, id))
        .orderBy(asc(remoteEvents.part), asc(remoteEvents.remoteId)),

    byAlbum: async (threadId: ThreadId, album: string): Promise<MessageRow | null> =>
      (
        await db
          .select()
          .from(messages)
          .where(and(eq(messages.threadId, threadId), eq(messages.album, album)))
      )[0] ?? null,

    /** Oldest first. Without `before` and `after`: the newest. */
    page: async ({ threadId, before, after, limit }: MessagePageQuery): Promise<WholeMessage[]> => {
      const ofThread = eq(messages.threadId, threadId)
      if (after !== undefined && before === undefined) {
        return whole(
          await shown()
            .where(and(ofThread, gt(messages.seq, after)))
            .orderBy(asc(messages.seq))
            .limit(limit),
        )
      }
      const rows = await shown()
        .where(and(ofThread, before === undefined ? undefined : lt(messages.seq, before)))
        .orderBy(desc(messages.seq))
        .limit(limit)
      return whole(rows.reverse())
    },

    byIds: async (ids: readonly MessageId[]): Promise<WholeMessage[]> =>
      ids.length === 0
        ? []
        : whole(
            await shown()
              .where(inArray(messages.id, [...ids]))
              .orderBy(asc(messages.n)),
          ),
  }
}

export const messageChanges = ({ db, tables: t, announce }: Unit) => {
  const insert = preparedInsert(db, t.messages)
  const update = preparedUpdate(db, t.messages, t.messages.id)
  const remember = preparedInsert(db, t.remoteEvents, { skipDuplicates: true })
  return {
    add: async (row: NewMessage) => {
      await insert(row)
      announce({ kind: 'message', threadId: row.threadId, messageId: row.id })
    },
    update: async (row: { id: MessageId; threadId: ThreadId }, patch: Partial<MessageRow>) => {
      await update(row.id, patch)
      announce({ kind: 'message', threadId: row.threadId, messageId: row.id })
    },
    /** Tells consoles that something of the message changed elsewhere (a file came). */
    touched: (row: { id: MessageId; threadId: ThreadId }) =>
      announce({ kind: 'message', threadId: row.threadId, messageId: row.id }),
    /** Keeps that this event was seen; false where it had been before. `part` numbers the parts of one message of ours. */
    remember: (
      place: RemotePlace & { messageId: MessageId | null; part?: number; sendId?: SendId },
    ): Promise<boolean> => remember(place),
  }
}
