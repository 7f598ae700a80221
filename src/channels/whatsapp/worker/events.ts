import type wweb from 'whatsapp-web.js'
import type { WorkerEvent } from '../protocol.ts'
import { isPerson, plainMessage, plainReaction, widOf } from './plain.ts'

type Tell = (event: WorkerEvent) => void
type Told = (name: string, hear: (...args: never[]) => void) => unknown

interface LibraryMessage {
  rawData: object
}
interface LibraryReaction {
  msgId: { id?: string; remote?: unknown }
  senderId: string
  reaction: string
  timestamp: number
  id: { fromMe?: boolean }
}

/** What happens in chats, from the library's events to ours. Whatever is no private chat with a person stays here. */
export function hearChats(client: wweb.Client, tell: Tell): void {
  const on = client.on.bind(client) as unknown as Told
  const about = (event: 'message' | 'edited' | 'revoked' | 'unreadable') => (message: LibraryMessage) => {
    const plain = plainMessage(message.rawData as Record<string, unknown>)
    if (plain) tell({ event, message: plain })
  }
  on('message_create', about('message'))
  on('message_revoke_everyone', about('revoked'))
  on('message_ciphertext_failed', about('unreadable'))
  on('message_edit', (message: LibraryMessage) => {
    const plain = plainMessage(message.rawData as Record<string, unknown>)
    // What could not be read at first comes here too once it can, though nobody edited it.
    if (plain) tell({ event: plain.editedMs > 0 ? 'edited' : 'message', message: plain })
  })
  on('message_ack', (message: LibraryMessage, ack: number) => {
    const plain = plainMessage(message.rawData as Record<string, unknown>)
    if (plain?.fromMe) tell({ event: 'ack', id: plain.id, chat: plain.chat, ack, t: plain.t })
  })
  on('message_reaction', (reaction: LibraryReaction) => {
    const { msgId, id, reaction: emoji, timestamp: t } = reaction
    const plain = plainReaction(widOf(msgId.remote), { on: msgId.id, emoji, t, fromMe: id.fromMe })
    if (plain) tell({ event: 'reaction', ...plain })
  })
  on('call', (call: { id: string; from?: unknown; isVideo: boolean; isGroup?: boolean; fromMe?: boolean }) => {
    const chat = widOf(call.from)
    if (call.isGroup || call.fromMe || !isPerson(chat)) return
    tell({ event: 'call', id: call.id, chat, video: call.isVideo })
  })
}
