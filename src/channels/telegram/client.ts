import { addAbortSignal, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Telegram } from 'telegraf'
import { promptAgent } from './agent.ts'
import { CallFailed, callFailed } from './errors.ts'

export interface ClientOptions {
  token: string
  apiRoot?: string
  connectMs?: number
}

export interface Client {
  /** `signal` ends the call at once. @throws CallFailed */
  call(method: string, payload: object, options: { timeoutMs: number; signal?: AbortSignal }): Promise<unknown>
  /** The content of a file under the path getFile gave. `timeoutMs` until it begins to come. @throws CallFailed */
  content(path: string, options: { timeoutMs: number; signal: AbortSignal }): Promise<Readable>
}

/** telegraf as a typed HTTP client: its own loop and webhook acknowledge what nobody has stored. */
export const telegramClient = ({
  token,
  apiRoot = 'https://api.telegram.org',
  connectMs = 10_000,
}: ClientOptions): Client => {
  const root = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`
  const telegram = new Telegram(token, { apiRoot: root, webhookReply: false, agent: promptAgent(connectMs) })
  // Telegram's methods and fields outgrew telegraf's types of 2024; it passes on what it does not know.
  const callApi = telegram.callApi.bind(telegram) as (
    m: string,
    p: object,
    o: { signal: AbortSignal },
  ) => Promise<unknown>

  const content = async (path: string, signal: AbortSignal) => {
    // Telegram redirects nobody; whoever does could lead us anywhere in our own network.
    const response = await fetch(new URL(`./file/bot${token}/${path}`, root), { signal, redirect: 'error' })
    if (response.ok && response.body) return Readable.fromWeb(response.body as ReadableStream)
    await response.body?.cancel()
    throw new CallFailed('file', response.status, response.statusText, false)
  }

  return {
    call: (method, payload, { timeoutMs, signal }) =>
      within(timeoutMs, signal, ending => callApi(method, payload, { signal: ending })).catch(error => {
        throw callFailed(method, error)
      }),
    content: (path, { timeoutMs, signal }) =>
      within(timeoutMs, signal, ending => content(path, ending)).then(
        stream => addAbortSignal(signal, stream),
        error => {
          throw callFailed('file', error)
        },
      ),
  }
}

/**
 * Ends `work` after `timeoutMs`, or when `signal` does. Not AbortSignal.any, which on Node 20 keeps a trace of every
 * call in a signal that lives as long as the program.
 */
const within = async <T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const ending = new AbortController()
  const end = () => ending.abort()
  const timer = setTimeout(end, timeoutMs)
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  try {
    return await work(ending.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}
