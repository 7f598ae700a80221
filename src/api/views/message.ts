import type { WholeMessage } from '../../storage/queries/messages.ts'
import type { FileRow } from '../../storage/tables.ts'
import type { FileView, MessageView } from '../schemas/messages.ts'

export const viewFile = (row: FileRow): FileView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  error: row.error,
  key: row.mediaKey,
  name: row.name,
  mime: row.mime,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  duration: row.duration,
})

export function viewMessage({ message, agentName, reply, files }: WholeMessage): MessageView {
  const { extras, agentId, sendState } = message
  return {
    id: message.id,
    threadId: message.threadId,
    seq: message.seq,
    from: message.from,
    agent: agentId === null ? null : { id: agentId, name: agentName ?? '' },
    channel: message.channel,
    text: message.text,
    notice: message.notice,
    files: files.map(viewFile),
    replyTo: reply,
    buttons: extras.buttons ?? [],
    contact: extras.contact ?? null,
    location: extras.location ?? null,
    pressed: extras.pressed !== undefined,
    forwarded: extras.forwarded ?? false,
    unsupported: extras.unsupported ?? null,
    elsewhere: extras.elsewhere ?? false,
    deletedAt: extras.deletedAt ?? null,
    reactions: extras.reactions ?? [],
    before: extras.before ?? [],
    send: sendState === null ? null : { state: sendState, error: message.sendError },
    at: message.at.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
  }
}
