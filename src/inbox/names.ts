import type { Incoming, Sender } from '../channels/channel.ts'
import type { AccountId } from '../domain/ids.ts'
import type { Person } from '../storage/queries/customers.ts'
import type { Changes } from '../storage/store.ts'
import type { IdentityRow } from '../storage/tables.ts'

type Named = Pick<IdentityRow, 'id' | 'accountId' | 'remoteId' | 'otherNames'>

/** The names this event gives a person beside those we saw already. */
export const newNames = ({ remoteId, otherNames }: Pick<Named, 'remoteId' | 'otherNames'>, { sender }: Incoming) =>
  (sender.aliases ?? []).filter(name => name !== remoteId && !otherNames?.includes(name))

/** The person by their name of today, else by one they have, or had, beside it. */
export async function knownAs(tx: Changes, account: AccountId, { remoteId, aliases = [] }: Sender) {
  const own = await tx.customers.person(account, remoteId)
  if (own) return own
  const identityId = await tx.customers.byAlias(account, [remoteId, ...aliases])
  const identity = identityId && (await tx.customers.identity(identityId))
  for (const name of identity ? [identity.remoteId] : aliases) {
    const found: Person | null = await tx.customers.person(account, name)
    if (found) return found
  }
  return null
}

/**
 * Calls a person as this event does, and keeps all their other names so that each of them leads to them.
 * True where a name is that of another person we know: both stay as they are.
 */
export async function keepNames(tx: Changes, known: Named, event: Incoming): Promise<boolean> {
  const { id, accountId } = known
  const { remoteId } = event.sender
  const given = newNames(known, event)
  if (remoteId === known.remoteId && given.length === 0) return false
  const names = new Set([...(known.otherNames ?? []), known.remoteId, ...given])
  names.delete(remoteId)
  await tx.customers.updateIdentity(id, { remoteId, otherNames: [...names] })

  const fresh = [...new Set([known.remoteId, ...given])].filter(name => name !== remoteId)
  const taken = new Set((await tx.customers.namesTaken(accountId, fresh)).map(row => row.remoteId))
  let strangers = taken.size > 0
  for (const name of fresh.filter(each => !taken.has(each))) {
    const isNew = await tx.customers.addAlias({ accountId, remoteId: name, identityId: id })
    if (!isNew && (await tx.customers.byAlias(accountId, [name])) !== id) strangers = true
  }
  return strangers
}
