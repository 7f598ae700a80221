import BetterSqlite from 'better-sqlite3'
import type { MessageId, SendId, ThreadId } from '../../src/domain/ids.ts'
import type { SendState } from '../../src/domain/message.ts'

/** One row of the outbox, with the network's name of what came of it. */
export interface Send {
  id: SendId
  threadId: ThreadId
  messageId: MessageId
  chat: string
  from: 'bot' | 'agent'
  text: string
  state: SendState
  error: string | null
  remoteId: string | null
}

const sends = `
  select o.id, o.thread_id as threadId, o.message_id as messageId, o.remote_chat as chat, o."from",
    json_extract(o.part, '$.text') as text, o.state, o.error,
    (select e.remote_id from remote_events e where e.message_id = o.message_id) as remoteId
  from outbox o order by o.n`

/** What stands in the SQLite file, whether a service has it open or was killed. */
export function keptIn(database: string) {
  function read<T>(query: (file: BetterSqlite.Database) => T): T {
    const file = new BetterSqlite(database, { readonly: true, timeout: 5_000 })
    try {
      return query(file)
    } finally {
      file.close()
    }
  }
  const count = (where: string) => read(file => file.prepare(`select count(*) from ${where}`).pluck().get() as number)

  return {
    /** In the order they were put into the outbox. */
    sends: () => read(file => file.prepare(sends).all() as Send[]),
    /** The network's names of all we keep, as `chat/message`. */
    remoteIds: () =>
      read(
        file =>
          new Set(file.prepare("select remote_chat || '/' || remote_id from remote_events").pluck().all() as string[]),
      ),
    /** The network's names of all we keep, wherever they stand. */
    remoteNames: () =>
      read(file => new Set(file.prepare('select remote_id from remote_events').pluck().all() as string[])),
    threadOf: () =>
      read(
        file =>
          new Map(
            file
              .prepare('select i.remote_id, t.id from threads t join identities i using (customer_id)')
              .raw()
              .all() as [string, ThreadId][],
          ),
      ),
    /** How many wait to be sent, asked for or fetched. */
    unsettled: () => ({
      sends: count(`outbox where state in ('queued', 'sending')`),
      asks: count(`outbox where state = 'unknown' and ask_until is not null`),
      files: count(`files where state = 'pending'`),
    }),
  }
}

export const isNothing = (counts: Record<string, number>): boolean => Object.values(counts).every(count => count === 0)
