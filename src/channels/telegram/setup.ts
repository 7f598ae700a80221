import { z } from 'zod'
import type { Clock } from '../../domain/clock.ts'
import type { ChannelStatus } from '../channel.ts'
import type { Client } from './client.ts'
import type { Intake } from './intake.ts'
import type { Line } from './line.ts'
import type { Timings } from './timings.ts'

/** What a way of receiving (polling, webhook) works with. */
export interface Receiving {
  client: Client
  intake: Intake
  line: Line
  clock: Clock
  timings: Timings
  closing: AbortSignal
}

/** Said with every call: Telegram would otherwise keep to what an earlier program of the same bot asked for. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

const self = z.object({ first_name: z.string(), username: z.string().optional() })

/** Who we are; null where the channel closed before Telegram told. */
export const introduce = ({ client, line, timings, closing }: Receiving): Promise<ChannelStatus | null> =>
  line.persevere(async () => {
    const answer = await client.call('getMe', {}, { timeoutMs: timings.answerMs, signal: closing })
    const { first_name: name, username } = self.parse(answer)
    return { state: 'online', name, address: username ? `@${username}` : null }
  })
