import type { Message } from './sandbox-api.ts'

/** Does something as the customer. False where it did not work, which has then been said on the page. */
export type Do = (deed: string, body?: object) => Promise<boolean>

/** What the next words belong to. */
export interface Quoting {
  kind: 'reply' | 'edit'
  message: Message
}
