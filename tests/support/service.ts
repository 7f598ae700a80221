import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { setupLink } from '../../src/api/auth/setup.ts'
import { assemble } from '../../src/assemble.ts'
import { readConfig } from '../../src/config.ts'
import { packageRoot } from '../../src/package-root.ts'
import type { Bot, BotApi } from '../../src/sandbox/telegram/contract.ts'
import { type ApiClient, apiClient, untilTold } from './client.ts'
import { freePort } from './free-port.ts'

/** Settings as they stand in the environment. */
export type Settings = Record<string, string>

/** A folder and a port of its own; a service may be started there again and again. */
export interface Place {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** The SQLite file. */
  readonly database: string
  remove(): Promise<void>
}

export async function newPlace(): Promise<Place> {
  const [dataDir, port] = await Promise.all([mkdtemp(join(tmpdir(), 'shenava-service-')), freePort()])
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    database: join(dataDir, 'shenava.db'),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  }
}

/** What connects the service to a bot of the sandbox's Bot API. */
export const settingsFor = (api: BotApi, bot: Bot): Settings => ({
  TELEGRAM_BOT_TOKEN: bot.token,
  TELEGRAM_API_ROOT: api.root,
})

const settingsAt = (place: Place, settings: Settings): Settings => ({
  PORT: String(place.port),
  DATA_DIR: place.dataDir,
  SANDBOX: 'off',
  // The sandbox would start one more Chromium: who wants its WhatsApp says so.
  WHATSAPP: 'off',
  ...settings,
})

/** The whole service within this process. `logged` is all that its log was told, a JSON line each. */
export async function startService(settings: Settings = {}, at?: Place) {
  const place = at ?? (await newPlace())
  const logged: string[] = []
  const watching = new Set<() => void>()
  const log = pino({ level: 'debug' }, { write: hear })
  function hear(line: string): void {
    logged.push(line)
    for (const look of [...watching]) look()
  }
  function watch(look: () => void): () => void {
    watching.add(look)
    return () => void watching.delete(look)
  }
  const service = await assemble(readConfig(settingsAt(place, settings)), log)
  return {
    ...place,
    logged,
    /** The first line with these words, logged already or to come. */
    untilLogged: (words: string) => untilTold('line', () => logged.find(line => line.includes(words)), watch, 10_000),
    store: service.store,
    /** Makes the first admin, and signs them in. */
    admin: async () => firstAdmin(place.url, tokenOf((await setupLink(service.store, place.url)) ?? '')),
    /** Ends the service; its folder stays where it was given. */
    async close() {
      await service.close()
      if (!at) await place.remove()
    },
  }
}

/** The folder of the built server. */
export const builtServer = join(packageRoot(), 'dist/server')

/** The built server as a process, started as often as it is killed. `tests/support/build.ts` has built it. */
export function serviceProcess(settings: Settings, place: Place, program = builtServer) {
  let child: ChildProcess | null = null
  let output = ''

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null
    const exit = once(ending, 'exit')
    ending.kill(signal)
    return (await exit)[0]
  }

  return {
    /** Everything it ever wrote. */
    output: () => output,
    /** Resolves once it says where it listens. Rejects where it ends before that. */
    async start(): Promise<void> {
      const cli = join(program, 'cli.js')
      const env = { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...settingsAt(place, settings) }
      // In its own folder: a developer's `.env` is not for tests.
      const started = spawn(process.execPath, [cli, 'start'], { env, cwd: place.dataDir })
      child = started
      let said = ''
      await new Promise<void>((listens, fail) => {
        const hear = (chunk: Buffer) => {
          said += chunk
          output += chunk
          if (said.includes('Shenava listens')) listens()
        }
        started.stdout.on('data', hear)
        started.stderr.on('data', hear)
        started.once('exit', () => fail(new Error(`The service ended while it started: ${said}`)))
      })
    },
    /** Makes the first admin by the link it printed, and signs them in. */
    admin: () => firstAdmin(place.url, tokenOf(output)),
    /** SIGKILL. Resolves once it is gone. */
    kill: () => end('SIGKILL'),
    /** SIGTERM. Gives the exit code. */
    stop: () => end('SIGTERM'),
  }
}

/** The one-time token, wherever its link stands. */
const tokenOf = (text: string) => /\/setup#([\w-]+)/.exec(text)?.[1] ?? ''

const me = { name: 'مینا راد', email: 'mina@shop.test', password: 'correct horse battery' }

async function firstAdmin(url: string, token: string): Promise<ApiClient> {
  await apiClient(url).post('/api/setup', { token, ...me })
  return signIn(url, me)
}

/** A client with the session of that agent. */
export async function signIn(url: string, { email, password }: { email: string; password: string }) {
  const answer = await apiClient(url).call('POST', '/api/auth/sign-in/email', { email, password })
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
  const cookies = answer.headers.getSetCookie().map(cookie => cookie.split(';')[0])
  return apiClient(url, { cookie: cookies.join('; '), origin: url })
}
