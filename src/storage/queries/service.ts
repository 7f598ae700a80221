import { asc, eq, gt, isNull, lt, max, min, sql } from 'drizzle-orm'
import type { LiveEvent } from '../../domain/events.ts'
import type { AccountId } from '../../domain/ids.ts'
import { once, type Reads, type Unit } from '../database.ts'
import type { AccountRow, KeptStatus, NewAccount, Tables } from '../tables.ts'

/** The service's own rows: its accounts, its settings, what it told the consoles. */
export const accountQueries = (db: Reads, t: Tables) => ({
  /** Without those that were taken out. */
  all: (): Promise<AccountRow[]> =>
    db.select().from(t.accounts).where(isNull(t.accounts.removedAt)).orderBy(asc(t.accounts.createdAt)),

  /** Also one that was taken out. */
  byId: async (id: AccountId): Promise<AccountRow | null> =>
    (await db.select().from(t.accounts).where(eq(t.accounts.id, id)))[0] ?? null,
})

export const accountChanges = ({ db, tables: { accounts } }: Unit) => ({
  /** Adds the account, also again after it was taken out, or keeps it with what is known now. */
  put: (row: NewAccount) =>
    db
      .insert(accounts)
      .values(row)
      .onConflictDoUpdate({ target: accounts.id, set: { name: row.name, removedAt: null } })
      .returning(),
  named: (id: AccountId, known: { name: string; address: string | null }) =>
    db.update(accounts).set(known).where(eq(accounts.id, id)).returning({ id: accounts.id }),
  fares: (id: AccountId, status: KeptStatus) =>
    db.update(accounts).set({ status }).where(eq(accounts.id, id)).returning({ id: accounts.id }),
  /** Remembers how far the account's network was read. */
  readTo: (id: AccountId, bookmark: string) =>
    db.update(accounts).set({ bookmark }).where(eq(accounts.id, id)).returning({ id: accounts.id }),
  /** Takes it out for good: what its network remembered for us is worth nothing any more. */
  remove: (id: AccountId, removedAt: Date) =>
    db
      .update(accounts)
      .set({ removedAt, status: null, bookmark: null })
      .where(eq(accounts.id, id))
      .returning({ id: accounts.id }),
})

export const settingQueries = (db: Reads, t: Tables) => ({
  get: async <T>(key: string): Promise<T | null> =>
    ((await db.select().from(t.settings).where(eq(t.settings.key, key)))[0]?.value as T | undefined) ?? null,
})

export const settingChanges = ({ db, tables: { settings } }: Unit) => ({
  set: (key: string, value: unknown) =>
    db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).returning(),
  remove: (key: string) => db.delete(settings).where(eq(settings.key, key)).returning({ key: settings.key }),
})

export const eventQueries = (db: Reads, { events }: Tables) => {
  const after = once(() =>
    db
      .select({ seq: events.seq, changes: events.changes })
      .from(events)
      .where(gt(events.seq, sql.placeholder('seq')))
      .orderBy(asc(events.seq))
      .limit(sql.placeholder('limit'))
      .prepare('events_after'),
  )
  return {
    /** Oldest first. */
    after: (seq: number, limit: number): Promise<LiveEvent[]> => after().execute({ seq, limit }),
    last: async (): Promise<number> => (await db.select({ seq: max(events.seq) }).from(events))[0]?.seq ?? 0,
    first: async (): Promise<number> => (await db.select({ seq: min(events.seq) }).from(events))[0]?.seq ?? 0,
  }
}

export const eventChanges = ({ db, tables: { events }, announce }: Unit) => ({
  prune: (before: Date) => db.delete(events).where(lt(events.at, before)).returning({ seq: events.seq }),
  /** Tells every console that a line's state changed. */
  channelChanged: (accountId: AccountId) => announce({ kind: 'channel', accountId }),
})
