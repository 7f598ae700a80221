import { fileTooLarge } from '../bot/notices.ts'
import type { IncomingFile } from '../channels/channel.ts'
import { type MessageId, newId } from '../domain/ids.ts'
import type { FileRef } from '../domain/message.ts'
import { queue } from '../outbox/queue.ts'
import { cleanFileName } from '../text/names.ts'
import type { Hearing } from './hearing.ts'

/** Notes the files of a message; a job fetches them afterwards. One that can never be had is refused, with a word to the customer. */
export async function keepFiles(
  hearing: Hearing,
  messageId: MessageId,
  files: readonly IncomingFile[],
  from: number,
  by: 'customer' | 'us' = 'customer',
): Promise<FileRef[]> {
  const { thread, source, limitsOf } = hearing
  const { downloadBytes } = limitsOf(source.account)
  const kept: FileRef[] = []
  for (const [i, file] of files.entries()) {
    const id = newId('fil')
    const tooLarge = (file.bytes ?? 0) > downloadBytes
    await thread.tx.files.add({
      ...described(file),
      id,
      messageId,
      threadId: thread.row.id,
      position: from + i,
      state: tooLarge ? 'refused' : 'pending',
      error: tooLarge ? 'too_large' : null,
      accountId: source.account,
      dueAt: thread.now,
      createdAt: thread.now,
    })
    if (tooLarge && by === 'customer') await refuse(hearing, downloadBytes)
    if (!tooLarge) kept.push({ id, kind: file.kind })
  }
  return kept
}

/** What the network says of it; the bytes will tell better. */
const described = (file: IncomingFile) => ({
  kind: file.kind,
  name: file.name ? cleanFileName(file.name, 'file') : null,
  mime: file.mime ?? null,
  bytes: file.bytes ?? null,
  width: file.width ?? null,
  height: file.height ?? null,
  duration: file.duration === undefined ? null : Math.round(file.duration),
  remote: file,
})

/** Only while no agent has the thread: then it is theirs to say. */
async function refuse({ thread, who, source, limitsOf }: Hearing, bytes: number): Promise<void> {
  if (thread.row.turn === 'agent') return
  const text = fileTooLarge(who.customer.language ?? 'fa', bytes)
  await queue(thread, who.identity, { from: 'bot', text }, limitsOf(source.account))
}
