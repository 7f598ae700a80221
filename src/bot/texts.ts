export const topics = ['damaged', 'not_arrived', 'wrong_item', 'refund', 'other'] as const
export type Topic = (typeof topics)[number]

/** What the bot asks, in this order. `more`: everything is known, is there something else? */
export const questions = ['topic', 'orderCode', 'photos', 'description', 'more'] as const
export type Question = (typeof questions)[number]

/** What was understood in the end, ready to be shown. */
export interface Summary {
  topic: string
  /** Isolated; null where they have none. */
  orderCode: string | null
  photos: number
  /** `voice`: they said it in a voice note. */
  description: string | null | 'voice'
}

/** Every sentence of the bot in one language. A code in them is isolated already. */
export interface Texts {
  /** One sentence, before a question or an acknowledgement. */
  greeting: string
  /** Put again, a question has other words each time. */
  ask: Record<Question, readonly [string, string, string]>
  topic: Record<Topic, string>
  button: { human: string; noCode: string; noPhoto: string; skip: string }
  noted: (what: string[]) => string
  what: { orderCode: (code: string) => string; photos: string; voice: string; phone: (phone: string) => string }
  thanksForTelling: string
  corrected: (code: string) => string
  topicChanged: (topic: string) => string
  sendRightCode: string
  neverMind: string
  notUnderstood: string
  handedBack: string
  summary: (summary: Summary) => string
  passedOn: string
  humanComes: (missing: string[]) => string
  stuck: string
  /** What is missing, inside a sentence. */
  missing: Record<'orderCode' | 'photos' | 'description', string>
}
