import { z } from 'zod'
import { channel } from './channels.ts'
import { accountId } from './common.ts'
import { message } from './messages.ts'
import { threadRow } from './threads.ts'

/**
 * What `GET /api/live` sends as `data` of a server-sent event; its `id` is the place to resume from.
 * One event holds all that one write changed, in its newest state: put it over what you have, by id.
 */
export const liveUpdate = z.object({
  messages: z.array(message),
  threads: z.array(threadRow),
  channels: z.array(channel),
  /** Accounts that are not there any more. */
  channelsGone: z.array(accountId),
})
export type LiveUpdate = z.infer<typeof liveUpdate>

/** Sent as event `lost` instead, where the place asked for is too old: load everything anew. */
export const liveLost = z.object({ from: z.string() })
