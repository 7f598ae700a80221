import { causeCode } from './errors.ts'

/** `refused`: the server answers, and does not let us in. `damaged`: also a file that never was a database. */
export type OpenTrouble = 'in_use' | 'unwritable' | 'damaged' | 'unreachable' | 'refused'

/** The database cannot be opened. `message` is a sentence for whoever starts the program, without the address: that may hold a password. */
export class OpenError extends Error {
  override readonly name = 'OpenError'
  constructor(
    readonly trouble: OpenTrouble,
    sentence: string,
  ) {
    super(sentence)
  }
}

/** What went wrong with a file, where its code tells; any other error stays as it is. */
export function fileTrouble(error: unknown, file: string): unknown {
  const code = causeCode(error)
  if (code === undefined || error instanceof OpenError) return error
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return new OpenError('damaged', `${file} is no SQLite database, or a damaged one (${code}).`)
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new OpenError('in_use', `Another program holds the database ${file} (${code}).`)
  if (/^(E[A-Z]+|SQLITE_(CANTOPEN|READONLY|PERM|FULL|IOERR)\w*)$/.test(code))
    return new OpenError('unwritable', `The database ${file} cannot be written (${code}).`)
  return error
}

/** What went wrong with a server, where it can be told; any other error stays as it is. */
export function serverTrouble(error: unknown): unknown {
  const code = causeCode(error) ?? unsaid(error)
  if (code === undefined) return error
  if (/^28/.test(code)) return new OpenError('refused', `The database refuses our name or password (${code}).`)
  if (code === '3D000') return new OpenError('refused', `The server has no database of that name (${code}).`)
  if (code === '42501') return new OpenError('refused', `The database does not let us make our tables (${code}).`)
  if (/^(E[A-Z]+|EAI_\w+|08\w{3}|57P0\d|53\d{3}|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO\w+)$/.test(code))
    return new OpenError('unreachable', `The database does not answer (${code}).`)
  return error
}

/** The driver gives no code to a connection that was never made, or was cut. */
const unsaid = (error: unknown): string | undefined =>
  error instanceof Error && /^(timeout expired|Connection terminated)/.test(error.message) ? 'ETIMEDOUT' : undefined
