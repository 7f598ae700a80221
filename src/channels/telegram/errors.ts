import { TelegramError } from 'telegraf'
import { ChannelError, type ChannelErrorCode } from '../channel.ts'

/**
 * A call that brought no result. Holds nothing but what a log may hold: telegraf's own errors carry the message's
 * text, and their addresses the bot's token, so none of them is kept, not even as a cause.
 */
export class CallFailed extends Error {
  readonly retryAfterMs?: number
  constructor(
    readonly method: string,
    /** What the Bot API answered; null where it did not. */
    readonly status: number | null,
    /** Of the API or of the network. */
    readonly description: string,
    /** Whether the request may have been carried out all the same. */
    readonly mayHaveArrived: boolean,
    retryAfterMs?: number,
  ) {
    super(`${method}: ${status === null ? '' : `${status} `}${description}`)
    this.name = 'CallFailed'
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
  }
}

export const callFailed = (method: string, error: unknown): CallFailed => {
  if (error instanceof CallFailed) return error
  if (error instanceof TelegramError) {
    const seconds = error.parameters?.retry_after
    const { code: status, description } = error
    return new CallFailed(method, status, logged(description), status >= 500, seconds && seconds * 1000)
  }
  const { code, message, type } = traits(error)
  const description = code ?? type ?? 'failed'
  return new CallFailed(method, null, logged(description), !neverConnected(code ?? '', message ?? ''))
}

const traits = (error: unknown) => {
  const { code, message, type, cause } = Object(error) as Record<string, unknown>
  const inner = Object(cause) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  // The global fetch tells what happened in `cause`, node-fetch in the error itself.
  return { code: text(code) ?? text(inner.code), message: text(inner.message) ?? text(message), type: text(type) }
}

const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|UND_ERR_CONNECT|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/

/**
 * Nothing was sent: there was no connection, or no trust in it, to send it on. Without a reason it is Node's answer when
 * none of several addresses could be connected to.
 */
const neverConnected = (code: string, message: string) =>
  NOT_CONNECTED.test(code) || /\bconnect E|before secure TLS connection|reason: $/.test(message)

/** Telegram quotes what it was sent ("unsupported tag …"): from the first quote on it may be a customer's words. */
const logged = (description: string) =>
  description
    .replace(/(["`«“]|(?<!\w)'|'(?!\w)).*$/s, '…')
    .replace(/[^\x20-\x7e…]+/g, '?')
    .replace(/\d{5,}/g, '#')
    .slice(0, 120)

/** What the core does about it. */
export const channelError = (failed: unknown, method: string): ChannelError => {
  if (failed instanceof ChannelError) return failed
  const call = callFailed(method, failed)
  const make = (kind: ChannelError['kind'], code: ChannelErrorCode, retryAfterMs = call.retryAfterMs) =>
    new ChannelError(kind, code, call.message, retryAfterMs === undefined ? {} : { retryAfterMs })
  if (call.status === null || call.status >= 500) {
    if (!call.mayHaveArrived) return make('unreachable', 'network')
    return make('unknown', call.status ? 'server' : call.description === 'aborted' ? 'timeout' : 'network')
  }
  if (call.status === 429) return make('limited', 'rate_limit', call.retryAfterMs ?? 5_000)
  // A wrong token is mended by a person; until then nothing was refused for good.
  if (call.status === 401 || isWrongToken(call)) return make('unreachable', 'unauthorized', 60_000)
  if (call.status === 409) return make('unreachable', 'server')
  return make('refused', refusal(call.status, call.description))
}

/** Another program receives for the same bot, by polling or by webhook. */
export const isConflict = (failed: unknown) => failed instanceof CallFailed && failed.status === 409

/** Telegram knows no bot by this token: 401 where it has the right form, 404 where it has not. */
export const isWrongToken = ({ status, description }: CallFailed) =>
  status === 401 || (status === 404 && /^not found$/i.test(description))

const REFUSALS: [RegExp, ChannelErrorCode][] = [
  [/blocked|deactivated|initiate conversation|kicked/i, 'blocked'],
  [/too (big|large)|entity_too_large/i, 'too_large'],
  [/file_?id|file is|file identifier|file reference/i, 'gone'],
  [/not found|PEER_ID_INVALID/i, 'not_found'],
]

const refusal = (status: number, description: string): ChannelErrorCode => {
  if (status === 413) return 'too_large'
  const found = REFUSALS.find(([words]) => words.test(description))
  return found?.[1] ?? 'invalid'
}

/** An edit to what the message says already. */
export const isUnchanged = (failed: unknown) =>
  failed instanceof CallFailed && failed.status === 400 && /message is not modified/i.test(failed.description)

/** Telegram could not make a picture of it; as a document it goes. */
export const isNoPhoto = (failed: unknown) =>
  failed instanceof CallFailed &&
  failed.status === 400 &&
  /IMAGE_PROCESS_FAILED|PHOTO_(INVALID|SAVE_FILE|EXT|CONTENT)/i.test(failed.description)
