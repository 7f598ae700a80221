import { newMessageId } from '../bytes.ts'
import { calls, reactionTable } from '../deeds.ts'
import { me } from '../me.ts'
import { Collection, Model } from '../models.ts'
import { Msg } from '../msg.ts'
import { MsgKey } from '../msg-key.ts'
import { contacts } from '../people.ts'
import { Chat, chats, findOrCreateChat, GroupMeta, msgs, upsert } from '../store.ts'
import { ask, online } from '../transport.ts'
import { idOf, type Wid, wid } from '../wid.ts'
import { blocked, pictures } from './people.ts'

const empty = (more: object = {}) => Object.assign(new Collection(Model), more)
const groups = Object.assign(new Collection(GroupMeta), { update: async () => undefined })

async function reactionsOf(id: unknown) {
  const list = await ask('reactions', { id: idOf(id) })
  return { reactions: { length: list.length, serialize: () => list } }
}

async function loadEarlier(options?: { chat?: unknown }): Promise<Msg[]> {
  const chat = options?.chat
  if (!(chat instanceof Chat)) throw new TypeError("Cannot read properties of undefined (reading 'waitForChatLoading')")
  const have = chat.msgs.map(({ id }) => idOf(id))
  const earlier = await ask('loadEarlier', { chat: chat.id._serialized, have })
  return earlier.map(wire => upsert(wire, { isNewMsg: false }))
}

async function sendSeen({ chat }: { chat: Chat }): Promise<void> {
  const told = ask('sendSeen', { chat: chat.id._serialized })
  if (online()) await told
  chat.set({ unreadCount: 0 })
}

/** What a message quotes: its model, or one made of what the message carries of it. */
function quotedBy(message: Msg): Msg {
  const { remote } = message.id
  const { quotedStanzaID: id, quotedParticipant: participant, quotedMsg } = message
  const known = msgs.filter(each => each.id.id === id && each.id.remote.equals(remote))[0]
  if (known) return known
  const own = [idOf(me.pn), idOf(me.lid)]
  const fromMe = Boolean(participant) && own.includes(idOf(participant))
  return new Msg({ ...(quotedMsg as object), id: { fromMe, remote, id }, from: participant })
}

async function edit(message: Msg, text: string): Promise<void> {
  await ask('edit', { id: idOf(message.id), text })
  message.set({
    latestEditMsgKey: new MsgKey({ fromMe: true, remote: message.id.remote, id: newMessageId() }),
    latestEditSenderTimestampMs: Date.now(),
    [message.caption ? 'caption' : 'body']: text,
  })
}

function clear(chat: Chat): void {
  for (const message of chat.msgs.getModelsArray()) {
    chat.msgs.remove(message, { silent: true })
    msgs.remove(message, { silent: true })
  }
}

const isMine = ({ id }: Msg) => id.fromMe
const state = (v: string) => (to: Wid) => ask('chatState', { to: idOf(to), v })

/** Chats, and what is done to messages in them. */
export const chatModules: Record<string, unknown> = {
  WAWebCollections: {
    Msg: msgs,
    Chat: chats,
    Contact: contacts,
    GroupMetadata: groups,
    WAWebGroupMetadataCollection: groups,
    BusinessProfile: empty({
      find: async (id: unknown) => new Model({ id: wid(id), description: '', profileOptions: {} }),
    }),
    WAWebNewsletterCollection: empty({ find: async () => null }),
    NewsletterMetadataCollection: empty({ update: async () => undefined }),
    Blocklist: blocked,
    Label: empty(),
    Status: empty({ getMyStatus: () => null }),
    ProfilePicThumb: pictures,
    Reactions: empty({ find: reactionsOf }),
  },
  WAWebMsgKey: MsgKey,
  WAWebUpdateUnreadChatAction: { sendSeen },
  WAWebChatStateBridge: {
    sendChatStateComposing: state('typing'),
    sendChatStateRecording: state('recording'),
    sendChatStatePaused: state('stop'),
  },
  WAWebChatGetters: {
    getIsNewsletter: ({ id }: Chat) => id.isNewsletter(),
    getIsBroadcast: ({ id }: Chat) => id.isBroadcast(),
  },
  WAWebFindChatAction: { findOrCreateLatestChat: findOrCreateChat },
  WAWebChatLoadMessages: { loadEarlierMsgs: loadEarlier },
  WAWebSendNonMessageDataRequest: {
    sendPeerDataOperationRequest: (_kind: unknown, { chatId }: { chatId: Wid }) =>
      ask('peerData', { chat: idOf(chatId) }),
  },
  WAWebNonMessageDataRequestPlaceholderMessageResendUtils: {
    handlePlaceholderMsgsSeen: (seen: Msg[]) => ask('placeholderResend', { ids: seen.map(({ id }) => idOf(id)) }),
  },
  WAWebAddonReactionTableMode: { reactionTableMode: reactionTable },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: async () => undefined } },
  WAWebCallCollection: { _calls: calls, on: () => undefined },
  WAWebMsgActionCapability: {
    canSenderRevokeMsg: isMine,
    canAdminRevokeMsg: () => false,
    canEditText: (message: Msg) => isMine(message) && message.type === 'chat',
    canEditCaption: (message: Msg) => isMine(message) && Boolean(message.caption),
    canStarMsg: () => true,
  },
  WAWebMsgReply: { canReplyMsg: () => true },
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebQuotedMsgModelUtils: { getQuotedMsgObj: quotedBy },
  WAWebSendReactionMsgAction: {
    sendReactionToMsg: ({ id }: Msg, text: string) => ask('reaction', { id: idOf(id), text }),
  },
  WAWebSendMessageEditAction: { sendMessageEdit: edit },
  WAWebApiMessageInfoStore: { queryMsgInfo: (key: MsgKey) => ask('msgInfo', { id: idOf(key) }) },
  WAWebChatClearBridge: { sendClear: async (chat: Chat) => clear(chat) },
  WAWebDeleteChatAction: { sendDelete: async (chat: Chat) => chats.remove(chat) },
}
