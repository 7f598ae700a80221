import type { Incoming } from '../channels/channel.ts'
import type { ThreadId } from '../domain/ids.ts'
import { settleSend } from '../outbox/settle.ts'
import type { RemotePlace } from '../storage/queries/messages.ts'
import type { Changes } from '../storage/store.ts'
import type { PlannedPart } from '../storage/tables.ts'

type Elsewhere = Extract<Incoming, { kind: 'said_elsewhere' }>

/**
 * Whether what was "said elsewhere" is what we sent ourselves, told back to us: under an id of ours, or, where we died
 * before the id came, in the words of a send that may have gone. Then that one went.
 */
export async function isEcho(
  tx: Changes,
  threadId: ThreadId,
  event: Elsewhere,
  own: RemotePlace,
  now: Date,
): Promise<boolean> {
  const known = await tx.messages.byRemote(own)
  if (known) return true
  const sends = await tx.outbox.perhapsGone(threadId)
  const ours = sends.find(send => send.accountId === own.accountId && says(send.part, event))
  if (!ours) return false
  await settleSend(tx, ours, own.remoteChat, { state: 'sent', remote: { ids: [own.remoteId] } }, now)
  return true
}

function says(part: PlannedPart, { text, files }: Elsewhere): boolean {
  if (part.kind === 'text') return files.length === 0 && part.text.trim() === text.trim()
  return part.kind === 'file' && files.length === 1 && (part.caption ?? '').trim() === text.trim()
}
