import type { Incoming } from '../channels/channel.ts'
import type { ChannelName } from '../domain/customer.ts'
import { type AccountId, newId } from '../domain/ids.ts'
import type { KnownIdentity } from '../storage/queries/customers.ts'
import type { Changes, Store } from '../storage/store.ts'
import type { IdentityRow } from '../storage/tables.ts'

export interface Source {
  channel: ChannelName
  account: AccountId
}

/** Finds the person behind an event, or makes them: a customer with one identity and one empty thread. */
export async function identify(store: Store, source: Source, event: Incoming, now: Date): Promise<KnownIdentity> {
  const { remoteId } = event.sender
  const known = await store.read.customers.identityByRemote(source.account, remoteId)
  if (known) return known
  return store.write(`customer:${source.account}/${remoteId}`, async tx => {
    const meanwhile = await tx.customers.identityByRemote(source.account, remoteId)
    return meanwhile ?? welcome(tx, source, event, now)
  })
}

async function welcome(tx: Changes, source: Source, { sender, chat }: Incoming, now: Date): Promise<KnownIdentity> {
  const customerId = newId('cus')
  const identityId = newId('idn')
  const threadId = newId('thr')
  await tx.customers.add({ id: customerId, name: sender.name, language: null, createdAt: now })
  await tx.customers.addIdentity({
    id: identityId,
    customerId,
    channel: source.channel,
    accountId: source.account,
    remoteId: sender.remoteId,
    remoteChat: chat,
    name: sender.name,
    username: sender.username ?? null,
    languageHint: sender.language ?? null,
    createdAt: now,
  })
  await tx.threads.add({ id: threadId, customerId, turn: 'closed', identityId, lastAt: now, createdAt: now })
  const identity = await tx.customers.identity(identityId)
  return { identity: identity!, threadId }
}

/** Keeps what the network says of a person today: their name, username, language and chat; and that they can be reached. */
export async function refresh(tx: Changes, known: IdentityRow, event: Incoming): Promise<IdentityRow> {
  const { sender, chat } = event
  const today: Partial<IdentityRow> = {
    name: sender.name,
    username: sender.username ?? null,
    languageHint: sender.language ?? known.languageHint,
    remoteChat: chat,
    reachable: event.kind === 'reachable' ? event.reachable : true,
    ...ownPhone(event),
  }
  const news = Object.fromEntries(
    Object.entries(today).filter(([field, value]) => known[field as keyof IdentityRow] !== value),
  )
  if (Object.keys(news).length === 0) return known
  await tx.customers.updateIdentity(known.id, news)
  if (news.name !== undefined) await tx.customers.update(known.customerId, { name: sender.name })
  return { ...known, ...news }
}

/** A number counts as theirs only where the network proves that it is. */
const ownPhone = (event: Incoming): Partial<IdentityRow> =>
  event.kind === 'message' && event.contact?.own ? { phone: event.contact.phone, phoneVerified: true } : {}
