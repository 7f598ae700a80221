import { DrizzleQueryError } from 'drizzle-orm'

/**
 * A statement the database did not run, or a commit it did not make. Says which and why, and nothing of what was in it:
 * the drivers' own errors quote the values, that is customers' words, so they are not kept, not even as `cause`.
 */
export class StoreError extends Error {
  constructor(
    /** The database's own code: `23505`, `SQLITE_FULL`, `ECONNREFUSED`, … */
    readonly code: string,
    /** Verb and table: `insert messages`; null where it was no single statement. */
    readonly query: string | null = null,
    /** The index or constraint that refused. */
    readonly constraint: string | null = null,
  ) {
    super(['The database refused', query ?? 'the write', `(${[code, constraint].filter(Boolean).join(' ')})`].join(' '))
    this.name = 'StoreError'
  }

  /** A unique index refused a row. */
  get duplicate(): boolean {
    return duplicates.has(this.code)
  }
}

const duplicates = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])

/** A write that asked for something the store never does. A mistake of the program. */
export class StoreMisuse extends Error {
  override readonly name = 'StoreMisuse'
}

/** True where `error` says that a unique index refused a row. */
export const isDuplicate = (error: unknown): boolean => duplicates.has(causeCode(error) ?? '')

/** The database's own error code, however deep drizzle or a driver wrapped it. */
export const causeCode = (error: unknown): string | undefined => textOf(error, 'code')

/** What an error of the database becomes before anybody else sees it. All others stay as they are. */
export function withoutWords(error: unknown): unknown {
  if (error instanceof StoreError || !isOfDatabase(error)) return error
  const query = error instanceof DrizzleQueryError ? nameOfQuery(error.query) : null
  const told = new StoreError(causeCode(error) ?? 'unknown', query, textOf(error, 'constraint') ?? null)
  told.stack = [`${told.name}: ${told.message}`, ...framesOf(error)].join('\n')
  return told
}

/** Verb and table of a statement, never its values. */
export function nameOfQuery(text: string): string {
  const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? 'statement'
  const table = /\b(?:into|update|from)\s+["`]?(\w+)/i.exec(text)?.[1]
  return table ? `${verb} ${table}` : verb
}

function isOfDatabase(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  if (error instanceof DrizzleQueryError || error.name === 'SqliteError' || 'severity' in error) return true
  return /^(SQLITE_|E[A-Z]+$|[0-9A-Z]{5}$)/.test(causeCode(error) ?? '')
}

function textOf(error: unknown, member: 'code' | 'constraint'): string | undefined {
  for (let e = error; typeof e === 'object' && e !== null; e = (e as { cause?: unknown }).cause) {
    const value = (e as Record<string, unknown>)[member]
    if (typeof value === 'string') return value
  }
  return undefined
}

const framesOf = (error: Error) => (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
