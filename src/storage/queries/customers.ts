import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { AccountId, CustomerId, IdentityId } from '../../domain/ids.ts'
import { once, type Reads, type Unit } from '../database.ts'
import { preparedById, preparedInsert, preparedUpdate } from '../prepared.ts'
import type { CustomerRow, IdentityRow, Tables, ThreadRow } from '../tables.ts'

export interface Person {
  identity: IdentityRow
  customer: CustomerRow
  thread: ThreadRow
}

export const customerQueries = (db: Reads, t: Tables) => {
  const { customers, identities, threads } = t
  const person = once(() =>
    db
      .select({ identity: identities, customer: customers, thread: threads })
      .from(identities)
      .innerJoin(customers, eq(customers.id, identities.customerId))
      .innerJoin(threads, eq(threads.customerId, identities.customerId))
      .where(
        and(
          eq(identities.accountId, sql.placeholder('accountId')),
          eq(identities.remoteId, sql.placeholder('remoteId')),
        ),
      )
      .prepare('person_by_remote'),
  )
  const byAlias = once(() =>
    db
      .select({ identityId: t.aliases.identityId })
      .from(t.aliases)
      .where(
        and(eq(t.aliases.accountId, sql.placeholder('accountId')), eq(t.aliases.remoteId, sql.placeholder('remoteId'))),
      )
      .prepare('identity_by_alias'),
  )
  return {
    byId: preparedById(db, customers),

    identity: preparedById(db, identities),

    /** The person behind a remote id of an account: all that an event of theirs is heard with, in one query. */
    person: async (accountId: AccountId, remoteId: string): Promise<Person | null> =>
      (await person().execute({ accountId, remoteId }))[0] ?? null,

    /** Whom the network calls, or called, by one of these names too; null where nobody. */
    byAlias: async (accountId: AccountId, names: readonly string[]): Promise<IdentityId | null> => {
      for (const remoteId of names) {
        const [found] = await byAlias().execute({ accountId, remoteId })
        if (found) return found.identityId
      }
      return null
    },

    /** Of these names those that are some identity's own, with whose. */
    namesTaken: (
      accountId: AccountId,
      names: readonly string[],
    ): Promise<{ remoteId: string; identityId: IdentityId }[]> =>
      db
        .select({ remoteId: identities.remoteId, identityId: identities.id })
        .from(identities)
        .where(and(eq(identities.accountId, accountId), inArray(identities.remoteId, [...names]))),

    identitiesOf: (id: CustomerId): Promise<IdentityRow[]> =>
      db.select().from(identities).where(eq(identities.customerId, id)).orderBy(asc(identities.createdAt)),

    /** Reachable people whose picture was never looked for, or not since `before`. */
    picturesDue: (before: Date, limit: number): Promise<IdentityRow[]> =>
      db
        .select()
        .from(identities)
        .where(
          and(
            eq(identities.reachable, true),
            or(isNull(identities.pictureCheckedAt), lt(identities.pictureCheckedAt, before)),
          ),
        )
        .orderBy(asc(identities.createdAt))
        .limit(limit),
  }
}

export const customerChanges = ({ db, tables: t }: Unit) => {
  const insertCustomer = preparedInsert(db, t.customers)
  const insertIdentity = preparedInsert(db, t.identities)
  const updateCustomer = preparedUpdate(db, t.customers, t.customers.id)
  const insertAlias = preparedInsert(db, t.aliases, { skipDuplicates: true })
  const updateIdentity = preparedUpdate(db, t.identities, t.identities.id)
  return {
    add: (row: CustomerRow) => insertCustomer(row),
    addIdentity: (row: Tables['identities']['$inferInsert']) => insertIdentity(row),
    update: (id: CustomerId, patch: Partial<CustomerRow>) => updateCustomer(id, patch),
    /** False where that name leads to somebody already. */
    addAlias: (row: Tables['aliases']['$inferInsert']): Promise<boolean> => insertAlias(row),
    updateIdentity: (id: IdentityId, patch: Partial<IdentityRow>) => updateIdentity(id, patch),
  }
}
