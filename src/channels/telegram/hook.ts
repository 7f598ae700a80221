import { z } from 'zod'
import { allowedUpdates, introduce, type Receiving } from './setup.ts'

export interface Hook {
  /** The public address of `POST /channels/telegram/:account`: https, on port 443, 80, 88 or 8443. */
  url: string
  /** 1 to 256 of `A-Z a-z 0-9 _ -`. */
  secret: string
}

const info = z.object({ url: z.string() })

/** Tells Telegram where to bring updates, and looks now and then whether another program told it otherwise. */
export const keepHooked = async (receiving: Receiving, { url, secret }: Hook): Promise<void> => {
  const { client, line, clock, timings, closing } = receiving
  const call = (method: string, payload: object) =>
    client.call(method, payload, { timeoutMs: timings.answerMs, signal: closing })
  // Never with drop_pending_updates: those are messages.
  const set = () => call('setWebhook', { url, secret_token: secret, allowed_updates: allowedUpdates })

  const online = await introduce(receiving)
  await line.persevere(set)
  while (!closing.aborted) {
    if (online) line.tell(online)
    await clock.sleep(timings.webhookCheckMs, closing)
    await line.persevere(async () => {
      if (info.parse(await call('getWebhookInfo', {})).url !== url) await set()
    })
  }
}
