import { pino } from 'pino'
import type { Config } from './config.ts'

/**
 * The program's own log: JSON lines, or readable ones on a terminal. What could hold a secret or a customer's words is
 * cut out even where somebody logs a whole object by mistake.
 */
export const createLog = (level: Config['logLevel'], pretty: boolean) =>
  pino({
    level,
    base: null,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'req.headers["x-telegram-bot-api-secret-token"]',
        'res.headers["set-cookie"]',
        '*.token',
        '*.password',
        '*.phone',
        '*.text',
        'token',
        'password',
        'phone',
        'text',
      ],
      censor: '[hidden]',
    },
    serializers: { err: describeError, error: value => (value instanceof Error ? describeError(value) : value) },
    ...(pretty
      ? { transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' } } }
      : {}),
  })

/** Name, code and place of an error. Its message may repeat a customer's words, so it stays out. */
const describeError = (error: Error & { code?: unknown }) => ({
  type: error.name,
  code: error.code,
  stack: error.stack
    ?.split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n'),
})
