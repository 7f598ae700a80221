import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Store } from '../../storage/store.ts'

/** 256 bits that cannot be guessed. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret of 256 bits: nothing slower is needed where nobody can try all of them. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Compares in constant time, whatever the lengths. */
export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())

export const signed = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** The service's own secret of that name, made at first need and the same on every node from then on. */
export async function keptSecret(store: Store, name: string): Promise<string> {
  const key = `secret.${name}`
  const known = await store.read.settings.get<string>(key)
  if (known !== null) return known
  return store.write('worker:auth', async tx => {
    const since = await tx.settings.get<string>(key)
    if (since !== null) return since
    const made = newSecret()
    await tx.settings.set(key, made)
    return made
  })
}
