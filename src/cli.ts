#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { createUser, doctor, makeToken, migrate } from './commands.ts'
import { ConfigError, readConfig } from './config.ts'
import { start } from './main.ts'
import { UsageError } from './usage.ts'

/** Of sysexits: how a command was called, what the environment says, all else. */
const EX_USAGE = 64
const EX_CONFIG = 78
const EX_SOFTWARE = 70

const usage = `shenava start                     the service, until SIGTERM
shenava doctor                    what is configured, reachable, and wrong
shenava migrate                   makes or updates the database, and ends
shenava user create --email E --name N --role R     the password is asked for, or read from standard input
shenava token create --name N --role R              prints the token once

Roles: agent, lead, ops, admin. Settings are in the environment or in a file .env; .env.example explains each.`

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const command = positionals.join(' ') || 'start'
  if (values.help || command === 'help') return print(usage)
  const config = readConfig(process.env)
  switch (command) {
    case 'start':
      await start(config)
      return 0
    case 'doctor':
      return doctor(config, line => void print(line))
    case 'migrate':
      return print(await migrate(config))
    case 'user create':
      return print(await createUser(config, values))
    case 'token create':
      return print(await makeToken(config, values))
    default:
      throw new UsageError(`There is no command "${command}".`)
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

function explain(error: unknown): number {
  if (error instanceof ConfigError) return complain(error.message, EX_CONFIG)
  const wrongCall = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (wrongCall) return complain(`${(error as Error).message}\n\n${usage}`, EX_USAGE)
  return complain(`Shenava stopped: ${(error as Error).message}`, EX_SOFTWARE)
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`)
  return code
}

try {
  process.loadEnvFile()
} catch {
  // no file .env: the environment alone counts
}
run(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  error => {
    process.exit(explain(error))
  },
)
