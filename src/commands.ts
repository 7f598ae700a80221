import { createInterface } from 'node:readline/promises'
import { z } from 'zod'
import { createAgent } from './api/auth/agents.ts'
import { createToken } from './api/auth/tokens.ts'
import { newAgent } from './api/schemas/agents.ts'
import { name } from './api/schemas/common.ts'
import type { Config } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import { roles } from './domain/agent.ts'
import { systemClock } from './domain/clock.ts'
import { createLog } from './log.ts'
import { openStore } from './storage/open.ts'
import type { Store } from './storage/store.ts'
import { UsageError } from './usage.ts'

export { doctor } from './doctor.ts'

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  await openDataFolder(config.dataDir)
  const store = await openStore({ url: config.databaseUrl, log: createLog('warn', true), clock: systemClock })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Makes the database, or brings it up to date. */
export const migrate = (config: Config): Promise<string> => withStore(config, async () => 'The database is up to date.')

type Given = Record<string, string | boolean | undefined>

/** Makes an agent's account. */
export async function createUser(config: Config, given: Given): Promise<string> {
  const agent = checked(newAgent, { ...given, password: await readPassword() })
  return withStore(config, async store => {
    await createAgent(store, systemClock, agent)
    return `${agent.name} can sign in with ${agent.email}.`
  })
}

const tokenForm = z.object({ name, role: z.enum(roles) })

/** Makes a token for a program. */
export async function makeToken(config: Config, given: Given): Promise<string> {
  const form = checked(tokenForm, given)
  return withStore(config, async store => (await createToken(store, systemClock, form)).token)
}

function checked<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  throw new UsageError(read.error.issues.map(issue => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

/** Asked for on a terminal, not shown; else the first line of standard input. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (10 characters or more): ')
  const lines = createInterface({
    input: process.stdin,
    terminal: process.stdin.isTTY === true,
    output: undefined as never,
  })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (process.stdin.isTTY) process.stderr.write('\n')
  }
}
