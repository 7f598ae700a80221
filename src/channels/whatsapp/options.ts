import type { Clock } from '../../domain/clock.ts'
import type { AccountId } from '../../domain/ids.ts'
import type { Log } from '../common/log.ts'
import type { Timings } from './timings.ts'

export interface WhatsAppOptions {
  account: AccountId
  /** The folder of this number: its session is in it. */
  folder: string
  /** The built program of the process that drives its browser. */
  workerFile: string
  /** Null: there is no browser on this machine. `args` are added to the browser's own. */
  browser: { executablePath: string; args: string[] } | null
  /** Between two messages of ours, at least. In ms. */
  everyMs: number
  log: Log
  clock: Clock
  timings?: Partial<Timings>
}
