import type { Mapping, WireContact } from '../protocol.ts'
import { type Attributes, Collection, Model } from './models.ts'
import { ask } from './transport.ts'
import { idOf, type Wid, wid } from './wid.ts'

export class Contact extends Model {
  declare id: Wid
  declare name?: string
  declare pushname?: string
  declare phoneNumber?: Wid

  constructor(attrs: Attributes) {
    const { phoneNumber, ...rest } = attrs
    super({ ...rest, id: wid(attrs.id), ...(phoneNumber ? { phoneNumber: wid(phoneNumber) } : {}) })
  }
}

class ContactCollection extends Collection<Contact> {
  override async find(id: unknown): Promise<Contact> {
    const known = this.get(wid(id))
    if (known) return known
    const record = await ask('contact', { id: wid(id)._serialized })
    return learnContact(record ?? { id: wid(id)._serialized })
  }
}

export const contacts = new ContactCollection(Contact)

const numbers = new Map<string, string>()
const lids = new Map<string, string>()

export function learnMapping({ lid, pn }: Mapping = {}): void {
  if (!lid || !pn) return
  numbers.set(lid, pn)
  lids.set(pn, lid)
}

export function learnContact(record: WireContact): Contact {
  const { id, phoneNumber, ...rest } = record
  if (phoneNumber) learnMapping({ lid: id, pn: phoneNumber })
  const known = contacts.get(id)
  return known ? known.set(rest) : contacts.add(new Contact({ ...record }))
}

export function contactName(id: unknown): string | undefined {
  const contact = contacts.get(id)
  return contact?.name ?? contact?.pushname
}

const from = (map: Map<string, string>, id: unknown) => {
  const found = map.get(idOf(id))
  return found === undefined ? undefined : wid(found)
}

export const numberOf = (lid: unknown) => from(numbers, lid)
export const lidOf = (number: unknown) => from(lids, number)
