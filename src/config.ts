import { join } from 'node:path'
import { z } from 'zod'

/** What is written without thinking counts as not written: spaces around a value, or nothing but them. */
const tidy = (value: unknown) => (typeof value === 'string' ? value.trim() || undefined : value)
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(tidy, schema)

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `is not a web address, such as ${example}`, abort: true })
    .refine(value => !hasMore(new URL(value)), `holds more than an address such as ${example}`)
    .transform(value => value.replace(/\/+$/, ''))
const hasMore = ({ username, password, search, hash }: URL) => `${username}${password}${search}${hash}` !== ''
const publicUrl = 'https://care.example.com'
const withoutPath = (value: string) => new URL(value).pathname === '/'

const notMilliseconds = 'is no time between two messages in milliseconds: a number from 0 to 600000'
const notAPort = 'is not a port: a number from 1 to 65535'
const notADatabase = 'is neither file:<path> nor postgres://<user>:<password>@<host>/<name>'
const isDatabase = (value: string) =>
  /^file:./.test(value) || (/^postgres(ql)?:\/\/./.test(value) && URL.canParse(value))

const schema = z.object({
  PORT: setting(
    z.coerce.number({ error: notAPort }).int(notAPort).min(1, notAPort).max(65_535, notAPort).default(8080),
  ),
  HOST: setting(
    z
      .string()
      .regex(/^[\w.:%-]+$/, 'is no host: an address of this machine, such as 127.0.0.1')
      .default('127.0.0.1'),
  ),
  DATA_DIR: setting(z.string().default('./data')),
  DATABASE_URL: setting(z.string().refine(isDatabase, notADatabase).optional()),
  PUBLIC_URL: setting(
    address(publicUrl).refine(withoutPath, 'has a path: the console stands at the root of a host').optional(),
  ),
  TELEGRAM_BOT_TOKEN: setting(
    z
      .string()
      .regex(/^\d+:[\w-]+$/, 'is not a bot token: BotFather gives one such as 123456789:AAF…')
      .optional(),
  ),
  TELEGRAM_API_ROOT: setting(address('https://api.telegram.org').default('https://api.telegram.org')),
  WHATSAPP: setting(z.enum(['auto', 'on', 'off'], { error: 'is none of auto, on, off' }).default('auto')),
  WHATSAPP_EVERY_MS: setting(
    z.coerce
      .number({ error: notMilliseconds })
      .int(notMilliseconds)
      .min(0, notMilliseconds)
      .max(600_000, notMilliseconds)
      .default(1_500),
  ),
  CHROMIUM_PATH: setting(z.string().optional()),
  CHROMIUM_ARGS: setting(z.string().default('')),
  SANDBOX: setting(z.enum(['auto', 'on', 'off'], { error: 'is none of auto, on, off' }).default('auto')),
  LOG_LEVEL: setting(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'is none of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  ),
  METRICS_TOKEN: setting(z.string().min(16, 'is too short to keep anyone out: 16 characters at least').optional()),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string
  /** Where people and networks reach us; null: only this machine, so Telegram is polled. No slash at the end. */
  publicUrl: string | null
  telegram: { token: string; apiRoot: string } | null
  /** `on`: null where it is so in the sandbox alone. `everyMs`: between two messages of ours from one number, at least. */
  whatsapp: { on: boolean | null; everyMs: number }
  /** `path`: null where it is to be looked for. `args` are added to the browser's own. */
  chromium: { path: string | null; args: string[] }
  sandbox: boolean
  logLevel: z.infer<typeof schema>['LOG_LEVEL']
  metricsToken: string | null
}

/** Every mistake in the environment, in one message for whoever set it. */
export class ConfigError extends Error {
  constructor(readonly mistakes: string[]) {
    super(`Shenava cannot start with these settings:\n${mistakes.map(mistake => `  ${mistake}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** The file `.env` of this folder, where there is one: what the environment says already stays. @throws ConfigError */
export function readEnvFile(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') throw new ConfigError([`.env cannot be read (${code})`])
  }
}

/** @throws ConfigError */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = schema.safeParse(env)
  if (!read.success) {
    throw new ConfigError(read.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`))
  }
  const { data } = read
  const telegram = data.TELEGRAM_BOT_TOKEN ? { token: data.TELEGRAM_BOT_TOKEN, apiRoot: data.TELEGRAM_API_ROOT } : null
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL ?? `file:${join(data.DATA_DIR, 'shenava.db')}`,
    publicUrl: data.PUBLIC_URL ?? null,
    telegram,
    whatsapp: { on: data.WHATSAPP === 'auto' ? null : data.WHATSAPP === 'on', everyMs: data.WHATSAPP_EVERY_MS },
    chromium: { path: data.CHROMIUM_PATH ?? null, args: data.CHROMIUM_ARGS.split(/\s+/).filter(Boolean) },
    sandbox: data.SANDBOX === 'on' || (data.SANDBOX === 'auto' && !telegram && data.WHATSAPP !== 'on'),
    logLevel: data.LOG_LEVEL,
    metricsToken: data.METRICS_TOKEN ?? null,
  }
}

/** Where a person opens the console. */
export const publicUrlOf = ({ publicUrl, host, port }: Config): string =>
  publicUrl ?? `http://${anyAddress.has(host) || isLoopback(host) ? 'localhost' : inUrl(host)}:${port}`

/** Where a program on this machine reaches the service. */
export const localUrlOf = ({ host, port }: Config): string =>
  `http://${anyAddress.has(host) ? '127.0.0.1' : inUrl(host)}:${port}`

/** Whether other machines reach the service. */
export const isOpen = ({ publicUrl, host }: Config): boolean => publicUrl !== null || !isLoopback(host)

const anyAddress = new Set(['0.0.0.0', '::'])
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')
const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)
