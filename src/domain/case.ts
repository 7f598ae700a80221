/** `intake`: with the bot. */
export const caseStates = ['intake', 'waiting', 'agent', 'closed'] as const

/** What intake learned. The flow may add fields of its own. */
export interface Facts {
  /** Canonical: ASCII digits, upper case, no separators but the shop's own. */
  orderCode?: string
  /** Ids of the messages' files, in the order they came. */
  photos?: string[]
  description?: string
  /** E.164. */
  phone?: string
  wish?: string
  [field: string]: unknown
}

/** What was done about it. Filled when a case is closed; all optional. */
export const outcomeActions = ['refund', 'replacement', 'voucher', 'apology', 'explanation', 'nothing'] as const
export type OutcomeAction = (typeof outcomeActions)[number]

export interface Outcome {
  action: OutcomeAction
  note?: string
}
