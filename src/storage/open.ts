import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clock, systemClock } from '../domain/clock.ts'
import { packageRoot } from '../package-root.ts'
import type { Engine, StoreLog } from './engine.ts'
import { fileTrouble, serverTrouble } from './open-error.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export interface OpenOptions {
  /** `file:` and a path, relative to where the program was started, or `postgres://`. */
  url: string
  log: StoreLog
  clock?: Pick<Clock, 'now'>
  /** For a service: of a file there may be one. A server may have many. */
  alone?: boolean
}

/**
 * Opens what is remembered, made new or brought up to date. Rejects with a sentence for whoever starts the program.
 * @throws OpenError, MigrationError
 */
export async function openStore({ url, log, clock = systemClock, alone = false }: OpenOptions): Promise<Engine> {
  const options = { log, clock, alone, migrations: join(packageRoot(), 'migrations') }
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, options).catch(telling(serverTrouble))
  if (url.startsWith('file:')) {
    const file = pathOf(url)
    return openSqlite(file, options).catch(telling(error => fileTrouble(error, file)))
  }
  // the address is not repeated: it may hold a password
  throw new Error('DATABASE_URL begins with neither file: nor postgres://, so there is no database to open.')
}

const telling = (told: (error: unknown) => unknown) => (error: unknown) => {
  throw told(error)
}

/** `file:./data/shenava.db` as people write it, or `file:///var/lib/shenava.db` as the standard has it. */
export function pathOf(url: string): string {
  if (url.startsWith('file:///')) return fileURLToPath(url)
  const path = url.slice('file:'.length)
  return isAbsolute(path) ? path : resolve(path)
}
