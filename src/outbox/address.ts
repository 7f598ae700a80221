import type { Channel } from '../channels/channel.ts'
import { placeWithin } from '../domain/place.ts'
import type { Queries } from '../storage/store.ts'
import type { SendRow } from '../storage/tables.ts'

export interface Address {
  chat: string
  /** Within what the network's ids are looked up there. */
  place: string
}

/** Where a send goes now: its chat may have another name than when it was queued. */
export async function addressOf(read: Queries, { idsWithin }: Channel, send: SendRow): Promise<Address> {
  const chat = idsWithin === 'account' ? await chatOf(read, send) : send.remoteChat
  return { chat, place: placeWithin(idsWithin, chat) }
}

async function chatOf(read: Queries, send: SendRow): Promise<string> {
  const message = await read.messages.byId(send.messageId)
  const identity = message?.identityId ? await read.customers.identity(message.identityId) : null
  return identity?.accountId === send.accountId ? identity.remoteChat : send.remoteChat
}
