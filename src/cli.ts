#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { createUser, doctor, makeToken, migrate } from './commands.ts'
import { type Config, readConfig, readEnvFile } from './config.ts'
import { explain } from './explain.ts'
import { start } from './main.ts'
import { UsageError } from './usage.ts'

const usage = `shenava start                     the service, until SIGTERM
shenava doctor                    what is configured, reachable, and wrong
shenava migrate                   makes or updates the database, and ends
shenava user create --email E --name N --role R     the password is asked for, or read from standard input
shenava token create --name N --role R              prints the token once

Roles: agent, lead, ops, admin. Settings are in the environment or in a file .env; .env.example explains each.`

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  help: { type: 'boolean' },
} as const

type Given = Record<string, string | boolean | undefined>
type Command = (config: Config, given: Given) => Promise<number>

const telling =
  (work: (config: Config, given: Given) => Promise<string>): Command =>
  async (config, given) =>
    print(await work(config, given))

const commands = new Map<string, Command>([
  ['start', config => start(config).then(() => 0)],
  ['doctor', config => doctor(config, line => void print(line))],
  ['migrate', telling(migrate)],
  ['user create', telling(createUser)],
  ['token create', telling(makeToken)],
])

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const name = positionals.join(' ') || 'start'
  if (values.help || name === 'help') return print(usage)
  const command = commands.get(name)
  if (!command) throw new UsageError(`There is no command "${name}".`)
  readEnvFile()
  return command(readConfig(process.env), values)
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

run(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  error => {
    const { text, code, usage: shown } = explain(error)
    process.stderr.write(`${text}\n${shown ? `\n${usage}\n` : ''}`)
    process.exit(code)
  },
)
