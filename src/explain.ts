import { ConfigError } from './config.ts'
import { FolderError } from './data-folder.ts'
import { AppError } from './domain/errors.ts'
import { OpenError, type OpenTrouble } from './storage/open-error.ts'
import { UsageError } from './usage.ts'

/** Of sysexits. */
const codes = {
  usage: 64,
  data: 65,
  unavailable: 69,
  software: 70,
  cannotCreate: 73,
  tryLater: 75,
  noPermission: 77,
  config: 78,
} as const

/** What a command that failed says, and how it ends. */
export interface Ending {
  text: string
  code: number
  /** Whether to show how the command is called. */
  usage?: boolean
}

/** One sentence for whoever gave the command, whatever broke, and no stack. */
export function explain(error: unknown): Ending {
  if (error instanceof ConfigError) return { text: error.message, code: codes.config }
  if (error instanceof UsageError) return { text: error.message, code: codes.usage, usage: true }
  if (error instanceof AppError) return { text: error.forPerson, code: codes.data }
  if (error instanceof FolderError) return stopped(error.message, 'cannotCreate')
  if (error instanceof OpenError) return stopped(error.message, endings[error.trouble])
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (code?.startsWith('ERR_PARSE_ARGS')) return { text: message, code: codes.usage, usage: true }
  if (syscall === 'listen' || syscall === 'getaddrinfo') return notListening(error as Listening)
  return stopped(message || String(code ?? error), 'software')
}

const endings: Record<OpenTrouble, keyof typeof codes> = {
  in_use: 'tryLater',
  unwritable: 'cannotCreate',
  damaged: 'data',
  unreachable: 'unavailable',
  refused: 'unavailable',
}

const stopped = (sentence: string, kind: keyof typeof codes): Ending => ({
  text: `Shenava stopped: ${sentence}`,
  code: codes[kind],
})

type Listening = NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string }

function notListening({ code, port, address, hostname }: Listening): Ending {
  if (code === 'EADDRINUSE')
    return stopped(`Port ${port} is in use by another program. Set PORT to a free one.`, 'unavailable')
  if (code === 'EACCES') return stopped(`Port ${port} may not be used by this user (EACCES).`, 'noPermission')
  return stopped(`HOST ${hostname ?? address} is no address of this machine (${code}).`, 'config')
}
