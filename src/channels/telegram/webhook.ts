import { timingSafeEqual } from 'node:crypto'
import type { Log } from '../common/log.ts'
import type { Intake } from './intake.ts'
import { update } from './payloads.ts'

/**
 * What arrives at `POST /channels/telegram/:account`. `body` is the whole of it (at most 1 MB), not decoded.
 * Answer with `status` and an *empty* body: Telegram would carry out a method it finds there. `retryAfter` is in seconds.
 */
export type WebhookHandler = (headers: Headers, body: Buffer) => Promise<WebhookAnswer>
type Headers = Readonly<Record<string, string | string[] | undefined>>

interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 403 | 503
  readonly retryAfter?: number
}

export interface WebhookOptions {
  secret: string
  intake: Intake
  log: Log
}

/** 200 only after the update is committed; anything else, and Telegram brings it again. */
export const webhookHandler =
  ({ secret, intake, log }: WebhookOptions): WebhookHandler =>
  async (headers, body) => {
    const given = headers['x-telegram-bot-api-secret-token']
    if (typeof given !== 'string') return { status: 401 }
    if (!isSame(given, secret)) return { status: 403 }
    const found = update.safeParse(parsed(body))
    if (!found.success) return { status: 400 }
    try {
      await intake.offer(found.data)
      return { status: 200 }
    } catch {
      log.warn({ update: found.data.update_id }, 'an update could not be stored')
      return { status: 503, retryAfter: 2 }
    }
  }

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

/** In constant time. How long the secret is may be known: it is ours, and always as long. */
function isSame(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}
