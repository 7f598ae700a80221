import type { Ticks } from '../whatsapp-web/contract.ts'

/** What the page shows, whatever the messenger. */

export const messengers = ['telegram', 'whatsapp'] as const
export type Messenger = (typeof messengers)[number]

interface Abilities {
  /** Nothing can be said before "start"; the shop can be blocked; a chat with a bot. */
  bot: boolean
  /** A message can get an emoji, and be taken back from both sides. */
  reacts: boolean
  /** The shop is told what was read. */
  reads: boolean
}
export const abilities: Record<Messenger, Abilities> = {
  telegram: { bot: true, reacts: false, reads: false },
  whatsapp: { bot: false, reacts: true, reads: true },
}

export interface Customer {
  /** Among all customers of all messengers. */
  key: string
  messenger: Messenger
  /** On that messenger. */
  id: string
  name: string
  shortName: string
  /** Digits with the country's code. */
  phone: string
  /** The shop's account they write to. */
  shop: string
  blocked: boolean
  messages: Message[]
}

export interface Message {
  id: string
  from: 'customer' | 'shop'
  /** ISO 8601. */
  date: string
  text: string
  files: SentFile[]
  buttons: { label: string }[][]
  replyTo: string | null
  /** The same for all pictures of one album. */
  album: string | null
  edited: boolean
  revoked: boolean
  reactions: { from: 'customer' | 'shop'; emoji: string }[]
  location: { latitude: number; longitude: number } | null
  contact: { name: string; phone: string } | null
  /** `fetched`: the bot has it. */
  ticks: Ticks | 'fetched'
}

export interface SentFile {
  as: 'photo' | 'document' | 'voice' | 'video' | 'video_note' | 'audio' | 'sticker' | 'animation'
  name: string
  bytes: number
  address: string
}

/** What happened at one customer's phone. */
export type CustomerEvent =
  | { kind: 'message'; person: string; message: Message }
  | { kind: 'deleted'; person: string; messageId: string }
  /** Typing or the like; `action` null: no more. */
  | { kind: 'action'; person: string; action: string | null }
  /** A line that goes away. */
  | { kind: 'answer'; person: string; text: string }
  /** Somebody or something is new: the state is to be asked for again. */
  | { kind: 'stale' }
