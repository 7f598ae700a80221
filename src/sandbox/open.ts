import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { sandboxRoutes } from './routes.ts'
import { seedShop } from './seed.ts'
import type { Bot } from './telegram/contract.ts'
import { startBotApi } from './telegram/server.ts'

/** A Telegram of our own on this machine, with a bot, and the page that plays its customers' phones. */
export interface Sandbox {
  apiRoot: string
  bot: Bot
  routes: FastifyPluginAsync
  /** The shop's first customers write. Does nothing where they did before. */
  seed(): Promise<void>
  close(): Promise<void>
}

export async function openSandbox(dataDir: string): Promise<Sandbox> {
  const api = await startBotApi({ journalFile: join(dataDir, 'sandbox.jsonl'), limits: true })
  const bot = api.bot({ username: 'shenava_sandbox_bot', name: 'فروشگاه نمونه' })
  return {
    apiRoot: api.root,
    bot,
    routes: sandboxRoutes(api, bot),
    seed: () => seedShop(api, bot),
    close: () => api.close(),
  }
}
