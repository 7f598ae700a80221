import { z } from 'zod'
import { channelNames } from '../../domain/customer.ts'
import { accountId } from './common.ts'

export const channel = z.object({
  id: accountId,
  channel: z.enum(channelNames),
  name: z.string(),
  /** `@username` or a number; null until the line was up once. */
  address: z.string().nullable(),
  state: z.enum(['starting', 'online', 'reconnecting', 'broken', 'closed']),
  /** On `broken`: `unauthorized`, `conflict`, `webhook_refused`; on `reconnecting`: a short reason. */
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  /** The account is the sandbox's, not a real one. */
  sandbox: z.boolean(),
})
export type ChannelView = z.infer<typeof channel>
export const channelList = z.object({ channels: z.array(channel), sandbox: z.boolean() })
