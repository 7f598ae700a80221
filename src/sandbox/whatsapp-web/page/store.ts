import type { WireChat, WireMessage } from '../protocol.ts'
import { hide } from './emitter.ts'
import { type Attributes, Collection, Model } from './models.ts'
import { Msg } from './msg.ts'
import { type KeyParts, MsgKey } from './msg-key.ts'
import { contactName, learnMapping } from './people.ts'
import { ask } from './transport.ts'
import { idOf, type Wid, wid } from './wid.ts'

export class GroupMeta extends Model {
  constructor(attrs: Attributes) {
    const participants = (attrs.participants ?? []) as { id: string; isAdmin: boolean }[]
    super({ ...attrs, id: wid(attrs.id), participants: participants.map(each => ({ ...each, id: wid(each.id) })) })
  }
}

const FRESH = {
  unreadCount: 0,
  archive: false,
  isLocked: false,
  isReadOnly: false,
  pin: 0,
  t: 0,
  muteExpiration: 0,
  notSpam: true,
}

export class Chat extends Model {
  declare id: Wid
  declare name?: string
  declare unreadCount: number
  declare t: number
  declare msgs: Collection<Msg>

  constructor({ groupMetadata, ...attrs }: Attributes) {
    super({ ...FRESH, ...attrs })
    hide(this, 'msgs', new Collection(Msg))
    hide(this, 'mute', mute())
    hide(this, 'endOfHistoryTransferType', 0)
    if (groupMetadata) hide(this, 'groupMetadata', new GroupMeta(groupMetadata as Attributes))
  }

  get formattedTitle(): string {
    return this.name ?? contactName(this.id) ?? this.id.user
  }

  override serialize(): Attributes {
    return { ...super.serialize(), msgs: this.msgs.serialize(), formattedTitle: this.formattedTitle }
  }

  override toJSON(): Attributes {
    const { msgs: _msgs, ...rest } = this.serialize()
    return rest
  }
}

function mute(): Model {
  const model = new Model({ expiration: 0 })
  hide(model, 'mute', async ({ expiration }: { expiration: number }) => model.assign({ expiration }))
  hide(model, 'unmute', async () => model.assign({ expiration: 0 }))
  return model
}

class MsgCollection extends Collection<Msg> {
  async getMessagesById(asked: unknown[]): Promise<{ messages: Msg[] }> {
    const ids = asked.map(idOf)
    if (ids.includes(undefined as unknown as string))
      throw new Error("Failed to execute 'get' on 'IDBObjectStore': No key or key range specified.")
    const known = ids.flatMap(id => this.get(id) ?? [])
    const missing = ids.filter(id => !this.get(id))
    const fetched = missing.length > 0 ? await ask('getMsgs', { ids: missing }) : []
    return { messages: [...known, ...fetched.map(wire => upsert(wire, { isNewMsg: false }))] }
  }

  async search(query: string, _page = 1, count = 20): Promise<{ messages: Msg[] }> {
    const found = await ask('search', { query, count })
    return { messages: found.map(wire => upsert(wire, { isNewMsg: false })) }
  }
}

class ChatCollection extends Collection<Chat> {
  override async find(id: unknown): Promise<Chat | undefined> {
    return (await findOrCreateChat(wid(id))).chat
  }
}

export const msgs = new MsgCollection(Msg)
export const chats = new ChatCollection(Chat)

export const ensureChat = (id: unknown, attrs: Attributes = {}) =>
  chats.get(id) ?? chats.add(new Chat({ ...attrs, id: wid(id) }))

export async function findOrCreateChat(id: Wid): Promise<{ chat: Chat | undefined; created?: true }> {
  const local = chats.get(id)
  if (local) return { chat: local }
  const found = await ask('findChat', { id: id._serialized })
  if (!found) return { chat: undefined }
  learnMapping(found.mapping)
  return { chat: ensureChat(found.id, { name: found.name, groupMetadata: found.groupMetadata }), created: true }
}

export const chatOf = (message: Msg) => chats.get(message.id.remote)

interface Arrival {
  isNewMsg: boolean
  /** Tells of it as if it were new, though it is known. */
  force?: boolean | undefined
  chat?: WireChat | undefined
}

/** The model of a message, made and put into its chat where the page does not have it. */
export function upsert(wire: WireMessage, { isNewMsg, force = false, chat }: Arrival): Msg {
  const known = msgs.get(new MsgKey(wire.id as KeyParts))
  if (known && force) {
    known.assign({ isNewMsg: true })
    msgs.trigger('add', known)
  }
  if (known) return known
  const message = new Msg({ ...wire, isNewMsg })
  const { name, groupMetadata } = chat ?? {}
  ensureChat(message.id.remote, { name, groupMetadata }).msgs.add(message)
  return msgs.add(message)
}

export function forget(message: Msg): void {
  chatOf(message)?.msgs.remove(message, { silent: true })
  msgs.remove(message)
}
