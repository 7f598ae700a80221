import type { Keys } from '../protocol.ts'
import { fromBase64, random, toBase64 } from './bytes.ts'
import { memory } from './memory.ts'

/** The page's own keys, as its QR says them; there once the page has started. */
export const keys = { noise: new Uint8Array(), identity: new Uint8Array(), adv: '' }

/** Those of the last time, or new ones. */
export async function loadKeys(): Promise<Keys> {
  const kept = (await memory.get<Keys>('keys')) ?? (await newKeys())
  Object.assign(keys, { noise: fromBase64(kept.noise), identity: fromBase64(kept.identity), adv: kept.adv })
  return kept
}

async function newKeys(): Promise<Keys> {
  const key = () => toBase64(random(32))
  const made = { noise: key(), identity: key(), adv: key() }
  await memory.set('keys', made)
  return made
}
