import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Clock } from './domain/clock.ts'
import type { Sandbox } from './sandbox/open.ts'
import type { Store } from './storage/store.ts'

export interface ConnectParts {
  config: Config
  store: Store
  sandbox: Sandbox | null
  /** Where the browser is that WhatsApp numbers need. */
  chromium: string | null
  log: Logger
  clock: Clock
}
