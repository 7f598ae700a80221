import { join } from 'node:path'
import { z } from 'zod'

const blank = (value: unknown) => (value === '' ? undefined : value)
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema)
const address = (protocols: RegExp) =>
  z
    .url({ protocol: protocols, error: 'is not a web address, such as https://care.example.com' })
    .transform(value => value.replace(/\/+$/, ''))

const notAPort = 'is not a port: a number from 0 to 65535'

const schema = z.object({
  PORT: setting(
    z.coerce.number({ error: notAPort }).int(notAPort).min(0, notAPort).max(65_535, notAPort).default(8080),
  ),
  HOST: setting(z.string().default('127.0.0.1')),
  DATA_DIR: setting(z.string().default('./data')),
  DATABASE_URL: setting(
    z
      .string()
      .regex(/^(file:.|postgres(ql)?:\/\/.)/, 'begins with neither file: nor postgres://')
      .optional(),
  ),
  PUBLIC_URL: setting(address(/^https?$/).optional()),
  TELEGRAM_BOT_TOKEN: setting(
    z
      .string()
      .regex(/^\d+:[\w-]+$/, 'is not a bot token: BotFather gives one such as 123456789:AAF…')
      .optional(),
  ),
  TELEGRAM_API_ROOT: setting(address(/^https?$/).default('https://api.telegram.org')),
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
    sandbox: data.SANDBOX === 'on' || (data.SANDBOX === 'auto' && !telegram),
    logLevel: data.LOG_LEVEL,
    metricsToken: data.METRICS_TOKEN ?? null,
  }
}

/** Where a person opens the console. */
export const publicUrlOf = ({ publicUrl, host, port }: Config): string =>
  publicUrl ?? `http://${['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host}:${port}`
