import type { Person, PhoneChange, PhoneMessage } from '../telegram/contract.ts'
import type { Customer, CustomerEvent, Message } from './model.ts'
import { BASE, type OverWire, post } from './wire.ts'

export interface TelegramState {
  bot: { username: string }
  people: TelegramPerson[]
}

interface TelegramPerson {
  id: number
  person: Person
  blocked: boolean
  messages: OverWire<PhoneMessage>[]
}

export type TelegramChange = OverWire<PhoneChange>

export const telegramPeople = ({ bot, people }: TelegramState): Customer[] =>
  people.map(each => customerOf(each, bot.username))

export async function createOnTelegram(person: Person): Promise<string> {
  const made: TelegramPerson = await post('customers', person).then(answer => answer.json())
  return keyOf(made.id)
}

/** Telegram counts its messages. @throws Error with a sentence to show */
export async function actOnTelegram(id: string, deed: string, body: Record<string, unknown>): Promise<void> {
  const { messageId, replyTo } = body
  const numbers = {
    ...(messageId !== undefined && { messageId: Number(messageId) }),
    ...(replyTo !== undefined && { replyTo: Number(replyTo) }),
  }
  await post(`customers/${id}/${deed}`, { ...body, ...numbers })
}

export function telegramEvent(change: TelegramChange): CustomerEvent {
  const person = keyOf(change.person)
  switch (change.kind) {
    case 'message':
      return { kind: 'message', person, message: messageOf(change.message) }
    case 'deleted':
      return { kind: 'deleted', person, messageId: String(change.messageId) }
    case 'action':
      return { kind: 'action', person, action: change.action }
    case 'answer':
      return { kind: 'answer', person, text: change.text }
    case 'person':
      return { kind: 'stale' }
  }
}

const keyOf = (id: number) => `telegram/${id}`

const customerOf = ({ id, person, blocked, messages }: TelegramPerson, shop: string): Customer => ({
  key: keyOf(id),
  messenger: 'telegram',
  id: String(id),
  name: [person.firstName, person.lastName].filter(Boolean).join(' '),
  shortName: person.firstName,
  // A number of their own for everyone, the same every time.
  phone: `98912${String(id % 10_000_000).padStart(7, '0')}`,
  shop,
  blocked,
  messages: messages.map(messageOf),
})

const messageOf = ({ id, from, replyTo, mediaGroup, fetched, files, ...same }: OverWire<PhoneMessage>): Message => ({
  ...same,
  id: String(id),
  from: from === 'bot' ? 'shop' : 'customer',
  files: files.map(({ fileId, ...file }) => ({ ...file, address: `${BASE}/files/${fileId}` })),
  replyTo: replyTo === null ? null : String(replyTo),
  album: mediaGroup,
  revoked: false,
  reactions: [],
  ticks: fetched ? 'fetched' : 'sent',
})
