import type { AccountId, CustomerId, IdentityId } from './ids.ts'

export const channelNames = ['telegram', 'whatsapp'] as const
export type ChannelName = (typeof channelNames)[number]

export const languages = ['fa', 'en'] as const
export type Language = (typeof languages)[number]

export interface Customer {
  id: CustomerId
  name: string
  /** What the bot speaks to them; null until they said something we could tell it from. */
  language: Language | null
  createdAt: Date
}

/** A person on one channel account. `remoteId` means something inside its channel's folder only. */
export interface Identity {
  id: IdentityId
  customerId: CustomerId
  channel: ChannelName
  accountId: AccountId
  remoteId: string
  /** Where to write to: equals `remoteId` in a private chat of Telegram. */
  remoteChat: string
  name: string
  username: string | null
  /** As the channel says it: a hint, not a fact. */
  languageHint: string | null
  /** E.164. */
  phone: string | null
  phoneVerified: boolean
  pictureKey: string | null
  /** False once they blocked us; true again with their next word. */
  reachable: boolean
}
