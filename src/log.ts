import { type DestinationStream, type LoggerOptions, pino } from 'pino'
import type { Config } from './config.ts'

type Level = Config['logLevel']

/**
 * The program's own log: JSON lines, or readable ones on a terminal. What could hold a secret or a customer's words is
 * cut out even where somebody logs a whole object by mistake.
 */
export const createLog = (level: Level, pretty: boolean) =>
  pretty
    ? pino({ ...optionsOf(level), transport: { target: 'pino-pretty', options: readable } })
    : // Written at once: what pino keeps back it writes when the process ends, again and again where nobody reads any more.
      createLogInto(pino.destination({ fd: 1, sync: true }), level)

/** The same lines to somewhere else. */
export const createLogInto = (to: DestinationStream, level: Level) => pino(optionsOf(level), to)

const readable = { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' }

const optionsOf = (level: Level): LoggerOptions => ({
  level,
  base: null,
  redact: {
    paths: [
      // What reads uploads tells, on trace, all it was given: the headers of the request, with cookie and token.
      'busboyOptions',
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
