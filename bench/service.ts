/** The whole service, built, as a process of its own: SQLite, and a bot by webhook. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../tests/support/free-port.ts'
import { told } from './child.ts'
import { type Contestant, handlesOf, storedIn } from './contestants.ts'
import type { Console } from './orders.ts'
import { newFolder } from './place.ts'
import { residentMb, run, signIn } from './service-process.ts'

export interface Service extends Contestant {
  /** From the start of the process to `/readyz`, where its database is there already. In milliseconds. */
  readonly startMs: number
  /** Resident memory before the first message, in MB. */
  readonly restMb: number
  /** Makes the first admin and signs them in. */
  console(): Promise<Console>
}

const REST_MS = 4_000
const STORED = `select r.remote_chat, r.remote_id, m.text
  from remote_events r join messages m on m.id = r.message_id where m."from" = 'customer'`

/** `bot` is the number of its bot at the Bot API of that process. */
export async function startService(name: string, bot: number, botApi: ChildProcess, apiPort: number): Promise<Service> {
  const [folder, port] = [newFolder(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: folder,
    PUBLIC_URL: url,
    TELEGRAM_BOT_TOKEN: `${bot}:AAbench`,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${apiPort}`,
    SANDBOX: 'off',
  }
  const first = await run(env, url)
  const ended = once(first.child, 'exit')
  first.child.kill('SIGTERM')
  await ended

  const hooked = told<string>(botApi, `bot${bot}`)
  const { child, startMs, output } = await run(env, url)
  const headers = { 'x-telegram-bot-api-secret-token': await hooked }
  await delay(REST_MS)
  return {
    ...handlesOf(child),
    name,
    startMs,
    restMb: residentMb(child),
    target: { port, path: `/channels/telegram/acc_telegram_${bot}`, headers },
    stored: () => storedIn(`${folder}/shenava.db`, STORED),
    console: () => signIn(url, output),
  }
}
