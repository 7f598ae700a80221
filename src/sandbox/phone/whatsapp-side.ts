import type { WhatsAppChange } from '../whatsapp-phones.ts'
import type { DescribedWhatsApp } from '../whatsapp-routes.ts'
import type { PhoneMessage } from '../whatsapp-web/contract.ts'
import type { Customer, CustomerEvent, Message } from './model.ts'
import { BASE, type OverWire, post } from './wire.ts'

export type WhatsAppState = OverWire<DescribedWhatsApp>
type WhatsAppPerson = WhatsAppState['people'][number]
export type WhatsAppNews = OverWire<WhatsAppChange> & { on: 'whatsapp' }

/** One of the shop's own. */
export type ShopPhone = WhatsAppState['phones'][number]

export const whatsappPeople = ({ people }: WhatsAppState): Customer[] => people.map(customerOf)

/** @param shop the number they write to; undefined: the first */
export async function createOnWhatsApp(name: string, shop: string | undefined): Promise<string> {
  const made: WhatsAppPerson = await post('whatsapp/customers', { name, ...(shop && { shop }) }).then(a => a.json())
  return keyOf(made.number)
}

/** @throws Error with a sentence to show */
export async function actOnWhatsApp(id: string, deed: string, body: object): Promise<void> {
  await post(`whatsapp/customers/${id}/${deed}`, body)
}

/** Gives the number that was linked. `number`: which phone scans; null: a new one. @throws Error with a sentence to show */
export async function scan(number: string | null): Promise<string> {
  const answer = await post('whatsapp/phone/scan', number === null ? {} : { number })
  const linked: { number: string } = await answer.json()
  return linked.number
}

/** @throws Error with a sentence to show */
export async function withShopPhone(number: string, deed: 'send' | 'logout', body: object = {}): Promise<void> {
  await post(`whatsapp/phone/${number}/${deed}`, body)
}

export function whatsappEvent(change: WhatsAppNews): CustomerEvent {
  switch (change.kind) {
    case 'message':
      return { kind: 'message', person: keyOf(change.person), message: messageOf(change.message) }
    case 'action':
      return {
        kind: 'action',
        person: keyOf(change.person),
        action: change.action === 'stop' ? null : change.action,
      }
    case 'person':
    case 'phones':
      return { kind: 'stale' }
  }
}

const keyOf = (number: string) => `whatsapp/${number}`

const customerOf = ({ number, name, shop, messages }: WhatsAppPerson): Customer => ({
  key: keyOf(number),
  messenger: 'whatsapp',
  id: number,
  name,
  shortName: name,
  phone: number,
  shop,
  blocked: false,
  messages: messages.map(messageOf),
})

const messageOf = ({ files, ...same }: OverWire<PhoneMessage>): Message => ({
  ...same,
  files: files.map(({ fileId, ...file }) => ({ ...file, address: `${BASE}/whatsapp/files/${fileId}` })),
  buttons: [],
})
