import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { sandboxRoutes } from './routes.ts'
import { seedShop } from './seed.ts'
import type { Bot } from './telegram/contract.ts'
import { startBotApi } from './telegram/server.ts'
import { openWhatsApp, type SandboxWhatsApp } from './whatsapp.ts'

/** A Telegram of our own on this machine, with a bot, a WhatsApp where there is a browser, and the page that plays the customers' phones. */
export interface Sandbox {
  apiRoot: string
  bot: Bot
  /** Null: there is no Chromium on this machine, or it is not to be used. */
  whatsapp: SandboxWhatsApp | null
  routes: FastifyPluginAsync
  /** The shop's first customers write. Does nothing where they did before. */
  seed(): Promise<void>
  close(): Promise<void>
}

export async function openSandbox(dataDir: string, chromium: string | null): Promise<Sandbox> {
  const api = await startBotApi({ journalFile: join(dataDir, 'sandbox.jsonl'), limits: true })
  const bot = api.bot({ username: 'shenava_sandbox_bot', name: 'فروشگاه نمونه' })
  const whatsapp = chromium === null ? null : await openWhatsApp(join(dataDir, 'sandbox-whatsapp.jsonl'), chromium)
  return {
    apiRoot: api.root,
    bot,
    whatsapp,
    routes: sandboxRoutes(api, bot),
    seed: () => seedShop(api, bot),
    async close() {
      await whatsapp?.close()
      await api.close()
    },
  }
}
