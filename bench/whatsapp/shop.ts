import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChannelView, PairingView } from '../../src/api/schemas/channels.ts'
import type { BusinessPhone, WhatsAppWeb } from '../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../src/sandbox/whatsapp-web/server.ts'
import { type ApiClient, apiClient } from '../../tests/support/client.ts'
import { freePort } from '../../tests/support/free-port.ts'
import { goesWithUs } from '../ending.ts'
import type { Console } from '../orders.ts'
import { newFolder } from '../place.ts'
import { run, signIn } from '../service-process.ts'

/** A WhatsApp, its shop's phone, and the whole service with an admin: SQLite, no pace. Nothing is linked yet. */
export interface Shop {
  readonly web: WhatsAppWeb
  readonly phone: BusinessPhone
  readonly admin: ApiClient
  readonly console: Console
  readonly port: number
  /** The SQLite file. */
  readonly database: string
  pid(): number
  /** The profile of a number's browser. */
  profile(account: string): string
  stop(): Promise<void>
  /** Gives the milliseconds until `/readyz`. */
  start(): Promise<number>
}

export interface Linked {
  account: string
  /** From adding the number to a code to scan, and from scanning it to a line that is up. In milliseconds. */
  shownMs: number
  onlineMs: number
}

const PATIENCE_MS = 60_000
const END_MS = 20_000

/** `more`: settings beside those for WhatsApp, where the port is known. Everything is ended afterwards, however it went. */
export async function withShop<T>(
  chromium: string,
  work: (shop: Shop) => Promise<T>,
  more: (port: number) => Record<string, string> = () => ({}),
): Promise<T> {
  const web = await startWhatsAppWeb({ chromium })
  goesWithUs(dirname(web.executablePath))
  const phone = web.phone('989120000001', { pushname: 'فروشگاه' })
  phone.behaviour.autoAck = 'delivered'
  const [folder, port] = [newFolder(), await freePort()]
  const service = serviceAt(folder, port, {
    WHATSAPP: 'on',
    WHATSAPP_EVERY_MS: '0',
    CHROMIUM_PATH: web.executablePath,
    ...more(port),
  })
  try {
    await service.start()
    const console = await signIn(service.url, service.printed)
    const admin = apiClient(service.url, { cookie: console.cookie, origin: service.url })
    const [database, profile] = [
      join(folder, 'shenava.db'),
      (account: string) => join(folder, 'whatsapp', account, 'session'),
    ]
    return await work({ ...service, web, phone, admin, console, port, database, profile })
  } finally {
    await service.stop()
    await web.close()
  }
}

function serviceAt(folder: string, port: number, settings: Record<string, string>) {
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: folder,
    SANDBOX: 'off',
    ...settings,
  }
  let running: Awaited<ReturnType<typeof run>> | null = null
  return {
    url,
    printed: () => running?.output() ?? '',
    pid: () => running?.child.pid ?? 0,
    async start() {
      running = await run(env, url)
      return running.startMs
    },
    async stop() {
      const child = running?.child
      running = null
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), END_MS)
      await ended
      clearTimeout(late)
    },
  }
}

/** As an admin does in the console: adds a number, and scans with its phone what is shown. */
export async function link({ admin }: Pick<Shop, 'admin'>, phone: BusinessPhone): Promise<Linked> {
  const live = await admin.live()
  const began = performance.now()
  const { id } = await admin.post<ChannelView>('/api/channels', { channel: 'whatsapp', name: phone.number })
  await live.channel(channel => channel.id === id && channel.state === 'pairing', PATIENCE_MS)
  const { offer } = await admin.get<PairingView>(`/api/channels/${id}/pairing`)
  const shown = performance.now()
  phone.scanQr(offer!.text)
  await live.channel(channel => channel.id === id && channel.state === 'online', PATIENCE_MS)
  const online = performance.now()
  live.close()
  return { account: id, shownMs: shown - began, onlineMs: online - shown }
}

/** Resolves once the one number is up. */
export async function untilOnline({ admin }: Pick<Shop, 'admin'>): Promise<void> {
  const live = await admin.live()
  const { channels } = await admin.get<{ channels: ChannelView[] }>('/api/channels')
  const isUp = ({ channel, state }: ChannelView) => channel === 'whatsapp' && state === 'online'
  if (!channels.some(isUp)) await live.channel(isUp, PATIENCE_MS)
  live.close()
}

/** Looks again and again. Rejects with what it says is missing where that does not end within `ms`. */
export async function until(isDone: () => boolean, missing: () => string, ms: number): Promise<number> {
  for (const since = performance.now(); performance.now() - since < ms; await delay(20)) {
    if (isDone()) return performance.now()
  }
  throw new Error(`After ${Math.round(ms / 1000)} s: ${missing()}`)
}
