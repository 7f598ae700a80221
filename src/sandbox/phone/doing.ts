import type { Message } from './model.ts'

/** Does something as the customer. False where it did not work, which has then been said on the page. */
export type Do = (deed: string, body?: Record<string, unknown>) => Promise<boolean>

/** What the next words belong to. */
export interface Quoting {
  kind: 'reply' | 'edit'
  message: Message
}
