import type { BusinessPhone, CustomerOptions, WhatsAppCustomer } from './contract.ts'
import { createCustomer } from './customer.ts'
import { lidOf } from './customers.ts'
import { digits } from './ids.ts'
import { push } from './line.ts'
import type { Network } from './network.ts'
import type { SentMessages } from './waiting.ts'
import type { CustomerRecord } from './world.ts'

/** A phone's customers. */
export function createPeople(
  network: Network,
  phone: string,
  sent: SentMessages,
): Pick<BusinessPhone, 'customer' | 'customers' | 'migrateToLid'> {
  const { world } = network
  const table = world.customers(phone)
  const known = new Map<string, WhatsAppCustomer>()

  function customerAt(number: string): WhatsAppCustomer {
    const found = known.get(number) ?? createCustomer(network, phone, number, sent)
    known.set(number, found)
    return found
  }

  return {
    customer(asked, options = {}) {
      const number = digits(asked)
      const before = table.get(number)
      if (!before || Object.keys(options).length > 0) {
        table.put(number, { ...(before ?? stranger(number)), ...given(network, options) })
        world.emit(phone, { kind: 'person', person: number })
      }
      return customerAt(number)
    },
    customers: () => [...table.values()].map(({ number }) => customerAt(number)),
    migrateToLid(asked) {
      const number = digits(asked)
      const customer = table.get(number)
      if (!customer) throw new Error(`no customer ${number}`)
      const lid = lidOf(customer)
      table.put(number, { ...customer, lid, as: 'lid' })
      moveChat(network, phone, `${number}@c.us`, `${lid}@lid`)
      push(network, phone, 'rekeyChat', { from: `${number}@c.us`, to: `${lid}@lid` })
    },
  }
}

const stranger = (number: string): CustomerRecord => ({
  number,
  pushname: `Customer ${number.slice(-4)}`,
  as: 'pn',
  lidKnown: true,
  registered: true,
  platform: 'android',
})

function given({ world }: Network, { picture, ...options }: CustomerOptions): Partial<CustomerRecord> {
  return {
    ...options,
    ...(options.lid && { lid: digits(options.lid) }),
    ...(picture && { picture: world.blobs.put(Buffer.from(picture)) }),
  }
}

function moveChat({ world }: Network, phone: string, from: string, to: string): void {
  const chat = world.chats(phone).get(from)
  if (!chat) return
  const messages = world.messages(phone)
  for (const record of messages.of(from)) {
    const { wire } = record
    const id = { ...wire.id, remote: to, _serialized: undefined }
    messages.put({ ...record, wire: { ...wire, id, ...(wire.id.fromMe ? { to } : { from: to }) } })
  }
  world.chats(phone).delete(from)
  world.chats(phone).put(to, { ...chat, id: to })
}
