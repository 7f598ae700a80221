import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { telegramClient } from './channels/telegram/client.ts'
import { type Config, publicUrlOf } from './config.ts'
import { systemClock } from './domain/clock.ts'
import { createLog } from './log.ts'
import { packageRoot } from './package-root.ts'
import { openStore } from './storage/open.ts'

/** `ok`: as it should be · `warn`: works, and somebody should know · `bad`: does not work. */
interface Finding {
  level: 'ok' | 'warn' | 'bad'
  text: string
}

const marks = { ok: '✓', warn: '!', bad: '✗' }
const GIGABYTE = 1024 ** 3
const WAIT_MS = 5_000

/** Looks at everything the service needs and says what is configured, reachable, and wrong. Changes nothing but the database's version. 0: all is well, 1: something is not. */
export async function doctor(config: Config, say: (line: string) => void): Promise<number> {
  let wrong = 0
  for (const look of [folder, database, pages, service, channels]) {
    for (const { level, text } of await look(config)) {
      say(`${marks[level]} ${text}`)
      if (level === 'bad') wrong += 1
    }
  }
  say(wrong === 0 ? '\nAll is well.' : `\n${wrong} of these need${wrong === 1 ? 's' : ''} mending.`)
  return wrong === 0 ? 0 : 1
}

const ok = (text: string): Finding => ({ level: 'ok', text })
const warn = (text: string): Finding => ({ level: 'warn', text })
const bad = (text: string): Finding => ({ level: 'bad', text })
const reason = (error: unknown) => (error as NodeJS.ErrnoException).code ?? (error as Error).message

async function folder({ dataDir }: Config): Promise<Finding[]> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await access(dataDir, constants.W_OK)
    const { bavail, bsize } = await statfs(dataDir)
    const free = (bavail * bsize) / GIGABYTE
    const told = `Data folder ${dataDir}: can be written, ${free.toFixed(1)} GB free`
    return [free < 1 ? warn(`${told}: that is little.`) : ok(told)]
  } catch (error) {
    return [bad(`Data folder ${dataDir}: cannot be written (${reason(error)}).`)]
  }
}

async function database({ databaseUrl }: Config): Promise<Finding[]> {
  try {
    const store = await openStore({ url: databaseUrl, log: createLog('silent', false), clock: systemClock })
    const admin = await store.read.agents.adminExists().finally(() => store.close())
    const people = admin ? ok('Agents: there is an admin') : warn('Agents: no admin yet. The link is printed at start.')
    return [ok(`Database (${store.engine}): answers, up to date`), people]
  } catch (error) {
    return [bad(`Database: ${reason(error)}`)]
  }
}

async function pages(): Promise<Finding[]> {
  const file = join(packageRoot(), 'dist', 'web', 'console', 'index.html')
  return access(file).then(
    () => [ok('Console: built')],
    () => [bad('Console: not built. `npm run build` builds it.')],
  )
}

async function service(config: Config): Promise<Finding[]> {
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
  const told = `Service at ${publicUrlOf(config)}`
  try {
    const { status } = await fetch(`http://${host}:${config.port}/readyz`, { signal: AbortSignal.timeout(WAIT_MS) })
    return [status === 200 ? ok(`${told}: running and ready`) : bad(`${told}: running, not ready (${status}).`)]
  } catch {
    return [warn(`${told}: not running now.`)]
  }
}

const identity = z.object({ username: z.string() })
const hook = z.object({ url: z.string(), pending_update_count: z.number(), last_error_message: z.string().optional() })

async function channels(config: Config): Promise<Finding[]> {
  const { telegram } = config
  if (!telegram)
    return [warn(`Telegram: no TELEGRAM_BOT_TOKEN.${config.sandbox ? ' The sandbox stands in for it.' : ''}`)]
  const call = (method: string) => telegramClient(telegram).call(method, {}, { timeoutMs: WAIT_MS })
  try {
    const { username } = identity.parse(await call('getMe'))
    const { url, pending_update_count: pending, last_error_message: error } = hook.parse(await call('getWebhookInfo'))
    const way = url ? 'by webhook' : 'by polling'
    const found = [ok(`Telegram: @${username} answers, ${way}, ${pending} messages waiting`)]
    if (error) found.push(bad(`Telegram cannot bring messages to us: ${error}`))
    if (url && !config.publicUrl)
      found.push(warn('Telegram: a webhook is set although PUBLIC_URL is not; it is removed at start.'))
    return found
  } catch (error) {
    return [bad(`Telegram at ${telegram.apiRoot}: ${(error as Error).message}`)]
  }
}
