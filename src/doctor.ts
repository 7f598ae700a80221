import { access, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { telegramClient } from './channels/telegram/client.ts'
import { CallFailed, isWrongToken } from './channels/telegram/errors.ts'
import { type Config, isOpen, localUrlOf, publicUrlOf } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { examineWhatsApp, type Finding } from './doctor-whatsapp.ts'
import { systemClock } from './domain/clock.ts'
import { createLog } from './log.ts'
import { packageRoot } from './package-root.ts'
import { openStore } from './storage/open.ts'

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

async function folder({ dataDir }: Config): Promise<Finding[]> {
  try {
    await openDataFolder(dataDir)
    const { bavail, bsize } = await statfs(dataDir)
    const free = (bavail * bsize) / GIGABYTE
    const told = `Data folder ${dataDir}: can be written, ${free.toFixed(1)} GB free`
    return [free < 1 ? warn(`${told}: that is little.`) : ok(told)]
  } catch (error) {
    return [bad((error as Error).message)]
  }
}

async function database(config: Config): Promise<Finding[]> {
  try {
    const store = await openStore({ url: config.databaseUrl, log: createLog('silent', false), clock: systemClock })
    try {
      const admin = await store.read.agents.adminExists()
      const people = admin
        ? ok('Agents: there is an admin')
        : warn('Agents: no admin yet. The link is printed at start.')
      return [ok(`Database (${store.engine}): answers, up to date`), people, ...(await examineWhatsApp(config, store))]
    } finally {
      await store.close()
    }
  } catch (error) {
    return [bad((error as Error).message)]
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
  const told = `Service at ${publicUrlOf(config)}`
  try {
    const { status } = await fetch(`${localUrlOf(config)}/readyz`, { signal: AbortSignal.timeout(WAIT_MS) })
    return [status === 200 ? ok(`${told}: running and ready`) : bad(`${told}: running, not ready (${status}).`)]
  } catch {
    return [warn(`${told}: not running now.`)]
  }
}

const identity = z.object({ username: z.string() })
const hook = z.object({ url: z.string(), pending_update_count: z.number(), last_error_message: z.string().optional() })
type Hook = z.infer<typeof hook>

async function channels(config: Config): Promise<Finding[]> {
  const { telegram, sandbox } = config
  const found = telegram ? await askTelegram(telegram, config) : [warn('Telegram: no TELEGRAM_BOT_TOKEN.')]
  if (!sandbox) return found
  const told = 'Sandbox: on, a pretended Telegram with made-up customers'
  return [...found, isOpen(config) ? warn(`${told}: whoever reaches the service can write as one of them.`) : ok(told)]
}

async function askTelegram(telegram: NonNullable<Config['telegram']>, config: Config): Promise<Finding[]> {
  const call = (method: string) => telegramClient(telegram).call(method, {}, { timeoutMs: WAIT_MS })
  try {
    const { username } = identity.parse(await call('getMe'))
    return [...toldBy(username, hook.parse(await call('getWebhookInfo'))), ...wayOf(config)]
  } catch (error) {
    return [bad(`Telegram at ${telegram.apiRoot}: ${unanswered(error)}`)]
  }
}

function toldBy(username: string, { url, pending_update_count: pending, last_error_message: error }: Hook): Finding[] {
  const found = [
    ok(`Telegram: @${username} answers, ${url ? 'by webhook' : 'by polling'}, ${pending} messages waiting`),
  ]
  return error ? [...found, bad(`Telegram cannot bring messages to us: ${error}`)] : found
}

/** Telegram's own rule; a Bot API server of one's own may take what it likes. */
const wayOf = ({ publicUrl, telegram }: Config): Finding[] =>
  publicUrl?.startsWith('http:') && telegram?.apiRoot === 'https://api.telegram.org'
    ? [bad('Telegram brings messages to https addresses alone, and PUBLIC_URL is none.')]
    : []

function unanswered(error: unknown): string {
  if (!(error instanceof CallFailed)) return 'what answers there is no Bot API.'
  if (isWrongToken(error)) return 'knows no bot by TELEGRAM_BOT_TOKEN. BotFather tells the right one.'
  return error.message
}
