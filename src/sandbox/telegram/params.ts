import { badRequest } from './failure.ts'

export interface Upload {
  name: string
  bytes: Buffer
}

/** What came with a call, from the address, a form or a JSON body. */
export interface Params {
  readonly given: Readonly<Record<string, unknown>>
  readonly uploads: ReadonlyMap<string, Upload>
}

export function textOf(params: Params, name: string): string {
  const value = params.given[name]
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function intOf(params: Params, name: string): number | undefined {
  const text = textOf(params, name).trim()
  return /^-?\d{1,16}$/.test(text) ? Number(text) : undefined
}

export const flagOf = (params: Params, name: string) =>
  ['true', '1', 'yes'].includes(textOf(params, name).toLowerCase())

/** An object or array, given as such or as text (in a form). */
export function jsonOf(params: Params, name: string): unknown {
  const value = params.given[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`)
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
