import type { FileId } from './ids.ts'

/** `note` is never shown to a customer, `system` is what happened rather than what was said. */
export const speakers = ['customer', 'bot', 'agent', 'note', 'system'] as const
export type Speaker = (typeof speakers)[number]

export const fileKinds = ['photo', 'video', 'voice', 'audio', 'document', 'sticker', 'video_note', 'animation'] as const
export type FileKind = (typeof fileKinds)[number]

/** `pending`: being fetched · `stored` · `failed`: given up, may be tried again by hand · `refused`: too large, or not a type we keep. */
export const fileStates = ['pending', 'stored', 'failed', 'refused'] as const
export type FileState = (typeof fileStates)[number]

/** `unknown`: it may have gone. Nothing is resent blindly and nothing dropped silently. */
export const sendStates = ['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled'] as const
export type SendState = (typeof sendStates)[number]

/** The network has it. */
export const hasGone = (state: SendState | null): boolean =>
  state === 'sent' || state === 'delivered' || state === 'read'

/** Something that happened, told in the reader's language by the console. */
export type Notice =
  | { code: 'started'; payload?: string }
  | { code: 'blocked' }
  | { code: 'unblocked' }
  | { code: 'handed_over'; reason: HandOverReason }
  | { code: 'taken'; agentId: string; agentName: string }
  | { code: 'handed_back'; agentId: string; agentName: string }
  | { code: 'closed'; agentId: string; agentName: string }
  | { code: 'reopened'; by: 'customer' | 'agent'; agentName?: string }
  | { code: 'gap'; from: string; to: string }

/** `elsewhere`: somebody of ours answered on another device of the account. */
export type HandOverReason = 'finished' | 'asked' | 'stuck' | 'broken' | 'elsewhere'

/** What a message holds beside text and files. */
export interface Extras {
  contact?: { name: string; phone: string /** The sender's own, as the channel proves it. */; own: boolean }
  location?: { latitude: number; longitude: number; title?: string }
  /** The button's value where the words are a button's label. */
  pressed?: string
  /** The kind of a remote message we could not read. */
  unsupported?: string
  forwarded?: boolean
  /** Said by somebody of ours on another device of the account. */
  elsewhere?: boolean
  /** Who said it took it back. ISO 8601. What it said stays here. */
  deletedAt?: string
  reactions?: Reaction[]
  /** A person saw that it did not go, or may not have, and left it so. */
  dismissed?: boolean
  /** Buttons shown under a message of ours. */
  buttons?: Button[][]
  /** What an edited message said before, oldest first, each with the time it was replaced. ISO 8601. */
  before?: { text: string; until: string }[]
}

/** At most one of each side. */
export interface Reaction {
  emoji: string
  from: 'customer' | 'us'
}

/** A choice offered under a message. Channels without buttons number them. `value` stays under 60 bytes. */
export interface Button {
  label: string
  value: string
}

/** What a stored file is, as far as whoever reads the message must know. */
export interface FileRef {
  id: FileId
  kind: FileKind
}
