import type { Incoming } from '../channels/channel.ts'
import type { MessageId } from '../domain/ids.ts'
import type { MessageRow } from '../storage/tables.ts'
import type { Hearing } from './hearing.ts'

/** The message of this thread an event is about, by the network's id for it: whoever sends an event can name any. */
export async function messageBy({ thread, place }: Hearing, remoteId: string): Promise<MessageRow | null> {
  const id = await thread.tx.messages.byRemote({ ...place, remoteId })
  const message = id && (await thread.tx.messages.byId(id))
  return message && message.threadId === thread.row.id ? message : null
}

export const repliedTo = async (hearing: Hearing, remoteId?: string): Promise<MessageId | null> =>
  remoteId ? ((await messageBy(hearing, remoteId))?.id ?? null) : null

export const isOfOurs = (message: MessageRow | null): message is MessageRow & { from: 'agent' | 'bot' } =>
  message?.from === 'agent' || message?.from === 'bot'

/** The words a message has now, with what it said before: nothing, where it could not be read. */
export async function reviseWords(
  { thread }: Hearing,
  old: MessageRow,
  { text, at }: Extract<Incoming, { kind: 'edited' }>,
): Promise<void> {
  if (old.text === text) return
  const { unsupported, ...extras } = old.extras
  if (unsupported !== undefined && old.text === '') return thread.revise(old, { text, extras })
  const before = [...(extras.before ?? []), { text: old.text, until: at.toISOString() }]
  return thread.revise(old, { text, editedAt: at, extras: { ...old.extras, before } })
}
