import type { Incoming } from '../channels/channel.ts'
import type { ChannelName } from '../domain/customer.ts'
import { type AccountId, newId, type ThreadId } from '../domain/ids.ts'
import type { Changes, Store } from '../storage/store.ts'
import type { IdentityRow } from '../storage/tables.ts'

export interface Source {
  channel: ChannelName
  account: AccountId
}

const REMEMBERED = 20_000

/** Who writes to us, by what their network calls them. */
export interface People {
  /**
   * The thread of the person behind an event. Who is new is made: a customer with one identity and one empty thread.
   * An address only, perhaps an old one: whoever writes there looks whether the person still is.
   */
  threadOf(source: Source, event: Incoming, now: Date): Promise<ThreadId>
  /** The thread was not theirs, or is there no more. */
  moved(source: Source, event: Incoming): void
}

export function peopleOf(store: Store): People {
  /** Most events come from who wrote a moment ago. */
  const recent = new Map<string, ThreadId>()
  const keyOf = ({ account }: Source, { sender }: Incoming) => `${account}/${sender.remoteId}`

  async function find(source: Source, event: Incoming, now: Date): Promise<ThreadId> {
    const { remoteId } = event.sender
    const known = await store.read.customers.person(source.account, remoteId)
    if (known) return known.thread.id
    return store.write(`customer:${source.account}/${remoteId}`, async tx => {
      const meanwhile = await tx.customers.person(source.account, remoteId)
      return meanwhile?.thread.id ?? welcome(tx, source, event, now)
    })
  }

  return {
    async threadOf(source, event, now) {
      const key = keyOf(source, event)
      const remembered = recent.get(key)
      if (remembered) return remembered
      const found = await find(source, event, now)
      if (recent.size >= REMEMBERED) recent.clear()
      recent.set(key, found)
      return found
    },
    moved: (source, event) => void recent.delete(keyOf(source, event)),
  }
}

async function welcome(tx: Changes, source: Source, { sender, chat }: Incoming, now: Date): Promise<ThreadId> {
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
  return threadId
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
