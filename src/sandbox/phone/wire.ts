/** Where the sandbox answers. */
export const BASE = '/sandbox/api'

/** Over the wire a date is text. */
export type OverWire<T> = T extends Date ? string : T extends object ? { [K in keyof T]: OverWire<T[K]> } : T

/** @throws Error with a sentence to show */
export async function post(path: string, body: object): Promise<Response> {
  const response = await fetch(`${BASE}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return response
  const problem: { title?: string } = await response.json().catch(() => ({}))
  throw new Error(problem.title ?? response.statusText)
}
