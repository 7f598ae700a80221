import { v7 } from 'uuid'
import type { Agent, Role } from '../../domain/agent.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Store } from '../../storage/store.ts'
import { hashOf, newSecret } from './secrets.ts'

const prefix = 'shn_'
const usedEveryMs = 60_000

/** Makes a token for a program. It can be read here and never again: only its hash is kept. */
export async function createToken(
  store: Store,
  clock: Clock,
  { name, role }: { name: string; role: Role },
): Promise<{ id: string; token: string }> {
  const id = `tok_${v7().replaceAll('-', '')}`
  const token = prefix + newSecret()
  await store.write('worker:auth', tx => tx.tokens.add({ id, name, role, hash: hashOf(token), createdAt: clock.now() }))
  return { id, token }
}

/** Whether there was such a token; it opens nothing from now on. */
export const revokeToken = (store: Store, clock: Clock, id: string): Promise<boolean> =>
  store.write('worker:auth', tx => tx.tokens.revoke(id, clock.now()))

/** Who holds the token of an `Authorization` header. */
export async function findToken(store: Store, clock: Clock, authorization: string): Promise<Agent | null> {
  const token = /^Bearer +(shn_[\w-]{43})$/i.exec(authorization)?.[1]
  const found = token && (await store.read.tokens.byHash(hashOf(token)))
  if (!found) return null
  const now = clock.now()
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > usedEveryMs) {
    await store.write('worker:auth', tx => tx.tokens.used(found.id, now))
  }
  return { id: found.id, name: found.name, role: found.role }
}
