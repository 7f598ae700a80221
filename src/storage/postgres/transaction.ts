import type pg from 'pg'
import { StoreError } from '../errors.ts'
import type { Work } from '../work.ts'
import { notice } from './notices.ts'

/** Held while events are inserted, until the commit: their numbers rise in the order of the commits. */
const EVENTS_LOCK = '7263041, 1'

/** A transaction did not even begin, for its `cause`. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun'
  constructor(why: { cause: unknown }) {
    super('a transaction did not begin', why)
  }
}

/** Begins, and waits until nobody on any node works under the key: one way to the server and back. */
export async function begin(client: pg.PoolClient, key: string): Promise<void> {
  const lock = `select pg_advisory_xact_lock(hashtextextended(${client.escapeLiteral(key)}, 0))`
  await client.query(`begin isolation level read committed; ${lock}`)
}

/**
 * Commits, after the row of events and the notice to the other nodes: one way to the server and back. The lock comes
 * last before the insert, since numbers are given before they are committed: without it, who follows them loses some.
 */
export async function commit(client: pg.PoolClient, { changes, topics }: Work, node: string, now: Date): Promise<void> {
  const statements = ['commit']
  if (topics.size > 0) statements.unshift(notice(node, topics))
  if (changes.size > 0) {
    const row = [JSON.stringify([...changes.values()]), now.toISOString()].map(value => client.escapeLiteral(value))
    statements.unshift(
      `select pg_advisory_xact_lock(${EVENTS_LOCK})`,
      `insert into events (changes, at) values (${row.join(', ')})`,
    )
  }
  const results = [await client.query(statements.join('; '))].flat()
  // where the work swallowed a failed query, PostgreSQL answers a commit by rolling back, without an error
  if (results.at(-1)?.command !== 'COMMIT') throw new StoreError('25P02')
}

/** Undoes what was done, and gives the connection back; a connection in doubt is closed, which undoes it too. */
export async function rollback(client: pg.PoolClient, inDoubt: boolean): Promise<void> {
  if (inDoubt) return client.release(true)
  try {
    await client.query('rollback')
    client.release()
  } catch {
    client.release(true)
  }
}
