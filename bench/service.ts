/** The whole service, built, as a process of its own: SQLite, and a bot by webhook. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../tests/support/free-port.ts'
import { told } from './child.ts'
import { type Contestant, handlesOf, storedIn } from './contestants.ts'
import type { Console } from './orders.ts'
import { newFolder } from './place.ts'

export interface Service extends Contestant {
  /** From the start of the process to `/readyz`, where its database is there already. In milliseconds. */
  readonly startMs: number
  /** Resident memory before the first message, in MB. */
  readonly restMb: number
  /** Makes the first admin and signs them in. */
  console(): Promise<Console>
}

const CLI = fileURLToPath(new URL('./cli.js', import.meta.url))
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
    console: () => signIn(url, /\/setup#([\w-]+)/.exec(output())?.[1] ?? ''),
  }
}

/** Resolves once it is ready. */
async function run(env: Record<string, string | undefined>, url: string) {
  const began = performance.now()
  const child = spawn(process.execPath, [CLI, 'start'], {
    env,
    cwd: env.DATA_DIR,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', chunk => {
    said = `${said}${chunk}`.slice(0, 10_000)
  })
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The service ended while it started: ${said}`)
    await delay(10)
  }
  return { child, startMs: performance.now() - began, output: () => said }
}

const isReady = (url: string) =>
  fetch(`${url}/readyz`).then(
    answer => answer.text().then(() => answer.ok),
    () => false,
  )

const residentMb = ({ pid }: ChildProcess) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

async function signIn(url: string, token: string): Promise<Console> {
  const me = { email: 'bench@shop.test', password: 'correct horse battery' }
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', origin: url }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.headers.getSetCookie().map(cookie => cookie.split(';')[0])
  }
  await post('/api/setup', { token, name: 'Bench', ...me })
  return { url, cookie: (await post('/api/auth/sign-in/email', me)).join('; ') }
}
