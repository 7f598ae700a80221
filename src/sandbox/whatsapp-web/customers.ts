import { digits } from './ids.ts'
import type { WireContact } from './protocol.ts'
import type { CustomerRecord, World } from './world.ts'

export const customerOf = (world: World, phone: string, wid: string): CustomerRecord | undefined => {
  const user = digits(wid)
  if (!wid.endsWith('@lid')) return world.customers(phone).get(user)
  return [...world.customers(phone).values()].find(({ lid }) => lid === user)
}

/** Everybody who ever spoke from a LID has one, made from the number where none was given. */
export const lidOf = ({ lid, number }: CustomerRecord) => lid ?? `1${number.padStart(14, '7').slice(-14)}`

export const widOf = (customer: CustomerRecord, as = customer.as) =>
  as === 'lid' ? `${lidOf(customer)}@lid` : `${customer.number}@c.us`

/** A customer as the page's address book has them: by number, and by LID. */
export function records(customer: CustomerRecord): WireContact[] {
  const { number, pushname, name, lid, lidKnown, numberHidden, isBusiness = false } = customer
  const common = { pushname, name, isBusiness }
  const byNumber = { id: `${number}@c.us`, ...common }
  if (!lid) return [byNumber]
  const phoneNumber = lidKnown && !numberHidden ? byNumber.id : undefined
  return [byNumber, { id: `${lid}@lid`, ...common, phoneNumber }]
}
