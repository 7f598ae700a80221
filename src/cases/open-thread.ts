import { AppError } from '../domain/errors.ts'
import { type MessageId, newId, type ThreadId } from '../domain/ids.ts'
import type { Extras, Notice } from '../domain/message.ts'
import type { Changes } from '../storage/store.ts'
import type { MessageRow, NewMessage, ThreadRow } from '../storage/tables.ts'
import { shorten } from '../text/length.ts'

type Said = Omit<NewMessage, 'id' | 'threadId' | 'seq' | 'receivedAt' | 'caseId' | 'extras' | 'at' | 'n'> & {
  id?: MessageId
  extras?: Extras
  at?: Date
  /** What the list shows where there are no words. */
  sign?: string
}

/** A thread in the course of one write. Change `row`, add messages, and `save` once at the end. */
export interface OpenThread {
  readonly tx: Changes
  readonly row: ThreadRow
  readonly now: Date
  /** Puts a message at the end of the thread. */
  say(message: Said): Promise<MessageId>
  /** Changes what a message says, in the list too where these are the last words. */
  revise(message: MessageRow, patch: Partial<MessageRow> & { text: string }): Promise<void>
  /** Puts a line there that says what happened. */
  tell(notice: Notice, id?: MessageId): Promise<MessageId>
  save(): Promise<void>
}

const LIST_TEXT = 200

/** @throws AppError `not_found` */
export async function openThread(tx: Changes, id: ThreadId, now: Date): Promise<OpenThread> {
  const found = await tx.threads.byId(id)
  if (!found) throw new AppError('not_found', `no thread ${id}`, 'This conversation does not exist.')
  return threadOn(tx, found, now)
}

/** The same where its row was just read within the write. */
export function threadOn(tx: Changes, before: ThreadRow, now: Date): OpenThread {
  const row: ThreadRow = { ...before }

  async function say({ id: given, sign, ...message }: Said): Promise<MessageId> {
    const messageId = given ?? newId('msg')
    const at = message.at ?? now
    row.lastSeq += 1
    await tx.messages.add({
      extras: {},
      ...message,
      id: messageId,
      threadId: row.id,
      seq: row.lastSeq,
      caseId: row.caseId,
      at,
      receivedAt: now,
    })
    if (message.from !== 'system' && message.from !== 'note') {
      row.lastText = shorten(message.text, LIST_TEXT) || (sign ?? '')
      row.lastFrom = message.from
      row.lastChannel = message.channel ?? row.lastChannel
      if (at > row.lastAt) row.lastAt = at
    }
    return messageId
  }

  return {
    tx,
    row,
    now,
    say,
    revise: async (message, patch) => {
      await tx.messages.update(message, patch)
      if (message.seq === row.lastSeq && patch.text) row.lastText = shorten(patch.text, LIST_TEXT)
    },
    tell: (notice, messageId) => say({ ...(messageId ? { id: messageId } : {}), from: 'system', text: '', notice }),
    save: () => tx.threads.update(row.id, changed(before, row)),
  }
}

function changed(before: ThreadRow, after: ThreadRow): Partial<ThreadRow> {
  const fields = Object.keys(after) as (keyof ThreadRow)[]
  return Object.fromEntries(fields.filter(field => before[field] !== after[field]).map(field => [field, after[field]]))
}
