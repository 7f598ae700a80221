import type { Pushes } from '../protocol.ts'
import { applyRevoke, calls, reactionTable } from './deeds.ts'
import { hide } from './emitter.ts'
import { type KeyParts, MsgKey, toKey } from './msg-key.ts'
import { learnContact } from './people.ts'
import { chatOf, chats, forget, msgs, upsert } from './store.ts'
import { wid } from './wid.ts'

/** What the server hands the page, by name. */
export const pushes: { [Op in keyof Pushes]: (pushed: Pushes[Op]) => void } = {
  msg({ msg, force, chat: head, contact }) {
    const isNew = !msgs.get(new MsgKey(msg.id as KeyParts))
    if (contact) learnContact(contact)
    const message = upsert(msg, { isNewMsg: true, force, chat: head })
    const chat = chatOf(message)
    if (!isNew || !chat) return
    chat.assign({ t: message.t, lastReceivedKey: message.id })
    if (!message.id.fromMe) chat.set({ unreadCount: Math.max(0, chat.unreadCount) + 1 })
  },
  patch({ id, attrs }) {
    const message = msgs.get(id)
    if (!message) return
    const { latestEditMsgKey: key } = attrs
    message.set({ ...attrs, ...(key ? { latestEditMsgKey: toKey(key) } : {}) })
    if (attrs.directPath && !message.mediaData) hide(message, 'mediaData', { mediaStage: 'NEED_POKE' })
  },
  revoke({ id, ...how }) {
    const message = msgs.get(id)
    if (message) applyRevoke(message, how)
  },
  remove({ id }) {
    const message = msgs.get(id)
    if (message) forget(message)
  },
  reaction({ key, parent, text, t, from }) {
    const reaction = {
      id: toKey(key),
      reactionParentKey: MsgKey.fromString(parent),
      reactionText: text,
      reactionTimestamp: t * 1000,
      author: wid(from),
      from: wid(from),
      read: false,
      orphan: 0,
    }
    void reactionTable.bulkUpsert([reaction])
    msgs.get(parent)?.set({ hasReaction: text !== '' })
  },
  call({ id, peerJid, isVideo }) {
    const still = { isGroup: false, canHandleLocally: false, outgoing: false, webClientShouldHandle: false }
    calls.set(id, { id, peerJid: wid(peerJid), isVideo, ...still, participants: [] })
  },
  contact: record => void learnContact(record),
  rekeyChat({ from, to }) {
    const chat = chats.get(from)
    if (!chat) return
    const before = chat.id
    chat.assign({ id: wid(to) })
    chats.rekey(before, chat)
    for (const message of chat.msgs.getModelsArray()) {
      const { id: key } = message
      const moved = new MsgKey({ fromMe: key.fromMe, remote: to, id: key.id })
      message.assign({ id: moved, [key.fromMe ? 'to' : 'from']: wid(to) })
      chat.msgs.rekey(key, message)
      msgs.rekey(key, message)
    }
  },
}
