import type { PairingView } from '../../api/schemas/channels.ts'

type Offer = NonNullable<PairingView['offer']>

/** How far the server's clock may be off before it is not believed. */
const believable = 60_000

/** How old an offer is, in milliseconds: by the server's clock where that fits ours, else since it was seen here. */
export const ageOf = (offer: Pick<Offer, 'at'>, seenAt: number, now: number): number => {
  const made = Date.parse(offer.at)
  return Math.max(0, now - (Math.abs(seenAt - made) <= believable ? made : seenAt))
}

/** After this long the network has mostly something newer to offer. */
const limits: Record<Offer['kind'], number> = { qr: 25_000, code: 170_000 }

export const isOld = (offer: Pick<Offer, 'kind'>, age: number): boolean => age > limits[offer.kind]

/** A code as it is read aloud and typed: in halves. */
export const halves = (code: string): string => {
  const letters = code.replace(/[\s-]/g, '')
  return letters.length === 8 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : code
}
