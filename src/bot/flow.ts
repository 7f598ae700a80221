import type { Facts } from '../domain/case.ts'
import type { Language } from '../domain/customer.ts'
import type { Button, FileRef, HandOverReason } from '../domain/message.ts'

/** A pure reducer: same state, event and known facts, same step. No clock, no randomness, no storage. */
export interface Flow<State> {
  readonly name: string
  readonly version: number
  readonly start: State
  next(state: State, event: FlowEvent, known: Known): Step<State>
}

export type FlowEvent =
  | { kind: 'started'; payload?: string }
  | {
      kind: 'said'
      text: string
      files: readonly FileRef[]
      contact?: { phone: string; own: boolean }
      location?: boolean
    }
  | { kind: 'pressed'; value: string }
  /** An agent gave the thread back: ask only for what is still missing. */
  | { kind: 'handed_back' }

/** What is known of the customer before this event. */
export interface Known {
  name: string
  /** What we speak with them; null where nothing told it yet. */
  language: Language | null
  /** As their messenger is set ("fa", "en-US"): a hint. */
  languageHint: string | null
  facts: Facts
}

export interface Text {
  text: string
  buttons?: Button[][]
}

export interface Step<State> {
  state: State
  say: Text[]
  /** What this event told: merged over the case's facts. A field set to undefined is forgotten. */
  learned?: Partial<Facts>
  topic?: string
  language?: Language
  /** What the agent will find missing on the intake card. */
  missing?: string[]
  then?: { kind: 'hand_over'; reason: HandOverReason }
}
