import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { sandboxRoutes } from './routes.ts'
import { seedShop } from './seed.ts'
import type { Bot } from './telegram/contract.ts'
import { startBotApi } from './telegram/server.ts'
import { type Absence, openWhatsApp, type SandboxWhatsApp } from './whatsapp.ts'
import { seedWhatsApp } from './whatsapp-seed.ts'

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

export interface SandboxOptions {
  /** Where a browser is. */
  chromium: string | null
  /** As the settings say: true where numbers are real ones, false where there are to be none, null where the sandbox has its own. */
  whatsapp: boolean | null
}

export async function openSandbox(dataDir: string, options: SandboxOptions): Promise<Sandbox> {
  const api = await startBotApi({ journalFile: join(dataDir, 'sandbox.jsonl'), limits: true })
  const bot = api.bot({ username: 'shenava_sandbox_bot', name: 'فروشگاه نمونه' })
  const opened = await open(join(dataDir, 'sandbox-whatsapp.jsonl'), options)
  const whatsapp = typeof opened === 'string' ? null : opened
  return {
    apiRoot: api.root,
    bot,
    whatsapp,
    routes: sandboxRoutes(api, bot, opened),
    async seed() {
      await Promise.all([seedShop(api, bot), whatsapp && seedWhatsApp(whatsapp)])
    },
    async close() {
      await whatsapp?.close()
      await api.close()
    },
  }
}

async function open(stateFile: string, { chromium, whatsapp }: SandboxOptions): Promise<SandboxWhatsApp | Absence> {
  if (whatsapp !== null) return whatsapp ? 'real' : 'off'
  return chromium === null ? 'no_browser' : openWhatsApp(stateFile, chromium)
}
