import { ChannelError, type OutgoingFile, type OutgoingPart } from '../channels/channel.ts'
import type { FileId, MessageId } from '../domain/ids.ts'
import type { MediaStore } from '../media/media.ts'
import type { Queries } from '../storage/store.ts'
import type { FileRow, PlannedPart, SendRow } from '../storage/tables.ts'

/** A planned part with what the channel needs of it: files to read, the network's own names for what it quotes or edits, which are looked up within `place`. */
export async function materialise(
  read: Queries,
  media: MediaStore,
  send: SendRow,
  place: string,
): Promise<OutgoingPart> {
  const { part } = send
  if (part.kind === 'edit')
    return { kind: 'edit', target: await targetOf(read, send, part.target), text: part.text, caption: part.caption }
  const quote = await quoteOf(read, send, place, part.replyTo)
  if (part.kind === 'text') {
    return { kind: 'text', text: part.text, ...(part.buttons ? { buttons: part.buttons } : {}), ...quote }
  }
  const rest = { ...(part.caption ? { caption: part.caption } : {}), ...quote }
  const files = await filesOf(read, media, part.kind === 'album' ? part.files : [part.file])
  return part.kind === 'album' ? { kind: 'album', files, ...rest } : { kind: 'file', file: files[0]!, ...rest }
}

/** How many messages of the network's own it makes. */
export const costOf = (part: PlannedPart): number => (part.kind === 'album' ? part.files.length : 1)

async function filesOf(read: Queries, media: MediaStore, ids: FileId[]): Promise<OutgoingFile[]> {
  const rows = new Map((await read.files.byIds(ids)).map(row => [row.id, row]))
  return ids.map(id => outgoing(media, rows.get(id)))
}

function outgoing(media: MediaStore, row: FileRow | undefined): OutgoingFile {
  const key = row?.mediaKey
  if (!row || !key) throw new ChannelError('refused', 'gone', 'the file is not there any more')
  return {
    id: row.id,
    kind: row.kind,
    name: row.name ?? 'file',
    mime: row.mime ?? 'application/octet-stream',
    bytes: row.bytes ?? 0,
    open: () => media.open(key),
  }
}

/** A quote is left out where the quoted message stands on another account: words matter more than what they answer. */
async function quoteOf(
  read: Queries,
  send: SendRow,
  place: string,
  id: MessageId | undefined,
): Promise<{ replyTo?: string }> {
  if (!id) return {}
  const names = await read.messages.remoteOf(id)
  const quoted = names.find(name => name.accountId === send.accountId && name.remoteChat === place)
  return quoted ? { replyTo: quoted.remoteId } : {}
}

async function targetOf(read: Queries, send: SendRow, id: MessageId): Promise<string> {
  const place = (await read.messages.remoteOf(id)).find(p => p.accountId === send.accountId)
  if (!place) throw new ChannelError('refused', 'not_found', 'the message to edit was never sent')
  return place.remoteId
}
