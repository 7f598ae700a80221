import type { Pushes } from '../protocol.ts'
import type { Msg } from './msg.ts'
import { MsgKey } from './msg-key.ts'
import { chatOf, msgs } from './store.ts'

/** Where reactions and calls arrive; whatsapp-web.js puts itself in between. */
export const reactionTable = { bulkUpsert: async (_reactions: unknown[]): Promise<void> => undefined }
export const calls = new Map<string, unknown>()

/** "Deleted for everyone": the model becomes another message that names the one it was. */
export function applyRevoke(message: Msg, { newId, oneStep }: Omit<Pushes['revoke'], 'id'>): void {
  const before = message.id
  const { fromMe, remote, participant } = before
  const key = newId ? new MsgKey({ fromMe, remote, id: newId, participant }) : before
  const gone = { type: 'revoked', body: undefined, caption: undefined, directPath: undefined }
  const swap = () => {
    chatOf(message)?.msgs.rekey(before, message)
    msgs.rekey(before, message)
  }
  if (oneStep) {
    message.assign({ id: key })
    swap()
    message.set({ ...gone, protocolMessageKey: before })
    return
  }
  message.set({ id: key, protocolMessageKey: before })
  swap()
  message.set(gone)
}
