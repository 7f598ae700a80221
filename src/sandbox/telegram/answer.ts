import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Call, Fault } from './contract.ts'
import { ApiFailure, badRequest } from './failure.ts'
import type { FaultList } from './faults.ts'
import { readContent } from './files.ts'
import { readParams } from './http.ts'
import type { Line } from './line.ts'
import { isSend, methods } from './methods.ts'
import { intOf, type Params } from './params.ts'
import type { BotRecord, World } from './world.ts'

export interface Answering {
  readonly journal: Call[]
  call(request: FastifyRequest, reply: FastifyReply, asked: { token: string; method: string }): Promise<FastifyReply>
  file(reply: FastifyReply, asked: { token: string; path: string }): Promise<FastifyReply>
  execute(bot: number, method: string, given: Record<string, unknown>): Promise<void>
  missing(reply: FastifyReply): FastifyReply
  failed(reply: FastifyReply, error: unknown): FastifyReply
}

export interface AnsweringOptions {
  world: World
  faults: FaultList
  /** @throws ApiFailure 429 */
  limit(bot: number, chat: number | null): void
  line(bot: number): Line
  escapeUnicode: boolean
}

type Answer = { status: number; body: Record<string, unknown> }

const JOURNAL = 10_000
const NOT_FOUND = new ApiFailure(404, 'Not Found')

export function createAnswering({ world, faults, limit, line, escapeUnicode }: AnsweringOptions): Answering {
  const journal: Call[] = []

  function note(method: string, params: Params): Call {
    const uploads = [...params.uploads].map(([name, { name: file, bytes }]) => [name, { file, bytes: bytes.length }])
    const payload = { ...params.given, ...Object.fromEntries(uploads) }
    const at = world.clock.now().getTime()
    const call: Call = { method, chatId: intOf(params, 'chat_id') ?? null, at, status: 0, payload }
    journal.push(call)
    if (journal.length > JOURNAL) journal.splice(0, journal.length - JOURNAL)
    return call
  }

  async function run(bot: BotRecord, method: string, params: Params, signal: AbortSignal): Promise<Answer> {
    const name = method.toLowerCase()
    const does = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (!does) return failure(NOT_FOUND)
    try {
      if (isSend(name)) limit(bot.id, intOf(params, 'chat_id') ?? null)
      return { status: 200, body: { ok: true, result: await does({ world, bot, params }, line(bot.id), signal) } }
    } catch (error) {
      return failure(error)
    }
  }

  function write(reply: FastifyReply, { status, body }: Answer): FastifyReply {
    const text = JSON.stringify(body)
    const retryAfter = (body.parameters as { retry_after?: number } | undefined)?.retry_after
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
    return reply
      .code(status)
      .type('application/json')
      .send(escapeUnicode ? escaped(text) : text)
  }

  const botOf = (token: string) => [...world.bots.values()].find(bot => bot.token === token)

  async function faulty(fault: Fault | null, reply: FastifyReply, work: () => Promise<Answer>): Promise<Answer | null> {
    if (fault && 'status' in fault) return failure(new ApiFailure(fault.status, fault.description, fault.retryAfter))
    if (fault && 'delayMs' in fault) await delay(fault.delayMs)
    const answer = fault && 'dropRequest' in fault ? null : await work()
    if (answer && !(fault && 'dropAnswer' in fault)) return answer
    reply.hijack()
    reply.raw.destroy()
    return null
  }

  return {
    journal,
    async call(request, reply, { token, method }) {
      const bot = botOf(token)
      if (!bot) return write(reply, failure(new ApiFailure(401, 'Unauthorized')))
      const params = await readParams(request)
      if (!params) return write(reply, failure(badRequest("can't parse JSON object")))
      const noted = note(method, params)
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const answer = await faulty(faults.take(method), reply, () => run(bot, method, params, gone.signal))
      noted.status = answer?.status ?? 0
      return answer ? write(reply, answer) : reply
    },
    async file(reply, { token, path }) {
      const bot = botOf(token)
      if (!bot) return write(reply, failure(new ApiFailure(401, 'Unauthorized')))
      const file = [...world.files.values()].find(each => each.bot === bot.id && each.path === path)
      if (!file) return write(reply, failure(NOT_FOUND))
      const none: Answer = { status: 200, body: {} }
      const answer = await faulty(faults.take('file'), reply, async () => none)
      if (answer !== none) return answer ? write(reply, answer) : reply
      return reply.type('application/octet-stream').send(await readContent(world, file))
    },
    async execute(id, method, given) {
      const bot = world.bots.get(id)
      const params = { given, uploads: new Map() }
      if (!bot) return
      const noted = note(method, params)
      noted.status = (await run(bot, method, params, AbortSignal.timeout(1000))).status
    },
    missing: reply => write(reply, failure(NOT_FOUND)),
    failed: (reply, error) => write(reply, failure(error)),
  }
}

function failure(error: unknown): Answer {
  const known = error instanceof ApiFailure ? error : statusOf(error)
  const retry = known.retryAfter === undefined ? {} : { parameters: { retry_after: known.retryAfter } }
  return {
    status: known.status,
    body: { ok: false, error_code: known.status, description: known.description, ...retry },
  }
}

function statusOf(error: unknown): ApiFailure {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  if (status === 413) return new ApiFailure(413, 'Request Entity Too Large')
  if (typeof status === 'number' && status < 500) return new ApiFailure(400, 'Bad Request')
  return new ApiFailure(500, `Internal Server Error: ${error instanceof Error ? error.message : 'unknown'}`)
}

/** The plane above U+FFFF is two such escapes, as in td's own writer. */
const escaped = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
