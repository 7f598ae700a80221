import { keptSecret } from './api/auth/secrets.ts'
import type { Webhook } from './api/deps.ts'
import { accountOf } from './channels/telegram/account.ts'
import { telegramChannel } from './channels/telegram/channel.ts'
import { connectNumbers, type Numbers } from './connect-numbers.ts'
import type { ConnectParts } from './connect-parts.ts'
import { type Lines, linesOf } from './inbox/lines.ts'

export interface Connections {
  lines: Lines
  /** What takes an account's webhook; null where there is none. */
  webhook(account: string): Webhook | null
  /** WhatsApp numbers are added by hand, at any time. */
  numbers: Numbers
}

/** A channel for each account that is configured. None is open yet. */
export async function connect(parts: ConnectParts): Promise<Connections> {
  const { config, store, sandbox, log, clock } = parts
  const lines = linesOf()
  const webhooks = new Map<string, Webhook>()
  const secret = await keptSecret(store, 'telegram')
  const hook = (account: string) => ({
    url: `${config.publicUrl}/channels/telegram/${account}`,
    secret,
    register: (handler: Webhook) => {
      webhooks.set(account, handler)
      return () => void webhooks.delete(account)
    },
  })

  if (config.telegram) {
    const { token, apiRoot } = config.telegram
    const account = accountOf(token)
    const webhook = config.publicUrl ? { webhook: hook(account) } : {}
    const channel = telegramChannel({ account, token, apiRoot, ...webhook, log, clock })
    lines.add(channel, { name: 'Telegram', sandbox: false })
  }
  if (sandbox) {
    const { apiRoot, bot } = sandbox
    const channel = telegramChannel({ account: accountOf(bot.token), token: bot.token, apiRoot, log, clock })
    lines.add(channel, { name: 'Sandbox', sandbox: true })
  }
  const numbers = await connectNumbers({ ...parts, lines })
  return { lines, webhook: account => webhooks.get(account) ?? null, numbers }
}

/** Asks a network to come again in a second: the service still starts. */
export const notYet: Webhook = async () => ({ status: 503, retryAfter: 1 })
