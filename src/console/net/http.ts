import type { Problem } from '../../api/schemas/common.ts'

/** What the server refused, or `offline` where it was not reached at all. */
export class RequestError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly problem: Partial<Problem> = {},
  ) {
    super(code)
    this.name = 'RequestError'
  }
}

export interface Options {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  /** The same on every try of one thing said, so that it is said once. */
  key?: string
  signal?: AbortSignal
}

const codeOf = (status: number, problem: Partial<Problem>) =>
  problem.code ??
  ({ 401: 'signed_out', 429: 'rate_limit', 503: 'unavailable' } as Record<number, string>)[status] ??
  'other'

export const failureOf = (status: number, body: string): RequestError => {
  const problem = parsed<Partial<Problem>>(body) ?? {}
  return new RequestError(codeOf(status, problem), status, problem)
}

const parsed = <T>(text: string): T | null => {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** JSON in and out. Resolves with null where the answer has no body. Throws RequestError. */
export const request = async <T>(path: string, options: Options = {}): Promise<T> => {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.key) headers['idempotency-key'] = options.key
  const response = await fetch(path, {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    throw error instanceof DOMException ? error : new RequestError('offline', 0)
  })
  const text = await response.text()
  if (!response.ok) throw failureOf(response.status, text)
  return parsed<T>(text) as T
}

export const newKey = (): string =>
  typeof crypto.randomUUID === 'function'
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
