import type { Incoming } from '../channels/channel.ts'
import type { ChannelName } from '../domain/customer.ts'
import { type AccountId, newId, type ThreadId } from '../domain/ids.ts'
import type { Logger } from '../domain/log.ts'
import type { Changes, Store, WriteKey } from '../storage/store.ts'
import type { IdentityRow } from '../storage/tables.ts'
import { keepNames, knownAs, newNames } from './names.ts'

export interface Source {
  channel: ChannelName
  account: AccountId
  /** What the channel's ids are unique within. Within the account a person may have several names, too. */
  idsWithin: 'chat' | 'account'
}

const REMEMBERED = 20_000

/** Who writes to us, by what their network calls them. */
export interface People {
  /**
   * The thread of the person behind an event. Who is new is made: a customer with one identity and one empty thread;
   * not for what is worth nothing without anything said before: then null.
   * An address only, perhaps an old one: whoever writes there looks whether the person still is.
   */
  threadOf(source: Source, event: Incoming, now: Date): Promise<ThreadId | null>
  /** The thread was not theirs, or is there no more, or the event brings another name of theirs. */
  moved(source: Source, event: Incoming): void
}

/** What says nothing of itself makes nobody known. */
const aboutOthers: ReadonlySet<Incoming['kind']> = new Set(['deleted', 'reacted', 'gap'])

export function peopleOf(store: Store, log: Pick<Logger, 'info'>): People {
  /** Most events come from who wrote a moment ago. */
  const recent = new Map<string, ThreadId>()
  const keyOf = ({ account }: Source, { sender }: Incoming) => `${account}/${sender.remoteId}`

  async function find(source: Source, event: Incoming, now: Date): Promise<ThreadId | null> {
    const known = await store.read.customers.person(source.account, event.sender.remoteId)
    if (known && newNames(known.identity, event).length === 0) return known.thread.id
    const { threadId, strangers } = await store.write(namingKey(source, event), tx => identify(tx, source, event, now))
    if (strangers) log.info({ account: source.account }, 'two customers turned out to be one person')
    return threadId
  }

  return {
    async threadOf(source, event, now) {
      const key = keyOf(source, event)
      const remembered = recent.get(key)
      if (remembered) return remembered
      const found = await find(source, event, now)
      if (!found) return null
      if (recent.size >= REMEMBERED) recent.clear()
      recent.set(key, found)
      return found
    },
    moved: (source, event) => void recent.delete(keyOf(source, event)),
  }
}

/** Who may come under two names at once is made, and named, under one key. */
const namingKey = ({ account, idsWithin }: Source, { sender }: Incoming): WriteKey =>
  idsWithin === 'account' ? `customer:${account}` : `customer:${account}/${sender.remoteId}`

async function identify(tx: Changes, source: Source, event: Incoming, now: Date) {
  const known = await knownAs(tx, source.account, event.sender)
  if (known) return { threadId: known.thread.id, strangers: await keepNames(tx, known.identity, event) }
  if (aboutOthers.has(event.kind)) return { threadId: null, strangers: false }
  return { threadId: await welcome(tx, source, event, now), strangers: false }
}

async function welcome(tx: Changes, source: Source, event: Incoming, now: Date): Promise<ThreadId> {
  const { sender, chat } = event
  const customerId = newId('cus')
  const threadId = newId('thr')
  const identity = {
    id: newId('idn'),
    customerId,
    channel: source.channel,
    accountId: source.account,
    remoteId: sender.remoteId,
    remoteChat: chat,
    name: sender.name,
    username: sender.username ?? null,
    languageHint: sender.language ?? null,
    createdAt: now,
  }
  await tx.customers.add({ id: customerId, name: sender.name, language: null, createdAt: now })
  await tx.customers.addIdentity(identity)
  await keepNames(tx, { ...identity, otherNames: null }, event)
  await tx.threads.add({
    id: threadId,
    customerId,
    turn: 'closed',
    identityId: identity.id,
    lastAt: now,
    createdAt: now,
  })
  return threadId
}

/** Said by us, or by nobody: it does not prove that the customer can be reached. */
const notTheirs: ReadonlySet<Incoming['kind']> = new Set(['said_elsewhere', 'gap'])

/** Keeps what the network says of a person today: their name, username, number, language and chat; and that they can be reached. */
export async function refresh(tx: Changes, known: IdentityRow, event: Incoming): Promise<IdentityRow> {
  const { sender, chat } = event
  const today: Partial<IdentityRow> = {
    name: sender.name || known.name,
    username: sender.username ?? null,
    languageHint: sender.language ?? known.languageHint,
    remoteChat: chat,
    reachable: reachableAfter(known, event),
    ...(sender.phone ? { phone: sender.phone, phoneVerified: true } : {}),
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

const reachableAfter = (known: IdentityRow, event: Incoming): boolean => {
  if (event.kind === 'reachable') return event.reachable
  return notTheirs.has(event.kind) ? known.reachable : true
}

/** A number counts as theirs only where the network proves that it is. */
const ownPhone = (event: Incoming): Partial<IdentityRow> =>
  event.kind === 'message' && event.contact?.own ? { phone: event.contact.phone, phoneVerified: true } : {}
