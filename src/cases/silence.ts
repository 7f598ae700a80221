import { settleMessage } from '../outbox/settle.ts'
import type { OpenThread } from './open-thread.ts'

/** What the bot said and did not send yet stays unsent. */
export async function silence({ tx, row, now }: OpenThread): Promise<void> {
  for (const id of await tx.outbox.silenceBot(row.id)) await settleMessage(tx, id, now)
}
