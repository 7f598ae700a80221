import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../domain/clock.ts'
import { AppError } from '../domain/errors.ts'
import type { KeptAnswer } from '../storage/queries/idempotency.ts'
import type { Store } from '../storage/store.ts'
import type { Api } from './app.ts'
import { signed } from './auth/secrets.ts'
import { ProblemError } from './problems.ts'

export interface IdempotencyOptions {
  store: Store
  clock: Clock
  secret: string
}

interface Place {
  agentId: string
  key: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Where this request's answer will be kept; null where no key was given. */
    keptAt: Place | null
  }
}

const writer = 'worker:idempotency'
const waitMs = 10_000
const lookEveryMs = 100

/**
 * `Idempotency-Key` on every POST of somebody signed in: the first request runs, all others with that key get its
 * answer, on any node. A request that broke off where nobody knows whether it was done is not run again under its key.
 */
export function keepAnswers(api: Api, { store, clock, secret }: IdempotencyOptions): void {
  api.decorateRequest('keptAt', null)

  api.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request)
    if (key === null || !request.caller) return
    const place = { agentId: request.caller.agent.id, key }
    // With a key of ours: a body can hold a password, and its bare hash could be guessed at.
    const fingerprint = signed(secret, textOf([request.method, request.url, contentOf(request)]))
    const mine = await store.write(writer, tx =>
      tx.idempotency.reserve({ ...place, request: fingerprint, at: clock.now() }),
    )
    if (mine) request.keptAt = place
    else return replay(reply, await settled(place, fingerprint))
  })

  /** The other request's answer, once it has one. */
  async function settled(place: Place, fingerprint: string): Promise<KeptAnswer> {
    for (let waited = 0; ; waited += lookEveryMs) {
      const kept = await store.read.idempotency.find(place)
      if (!kept) throw new ProblemError('conflict', 'The request with this Idempotency-Key failed. Try again.')
      if (kept.request !== fingerprint) {
        throw new ProblemError('conflict', 'This Idempotency-Key was used for another request. Take a new one.')
      }
      if (kept.status !== 0) return kept
      if (waited >= waitMs) throw new ProblemError('conflict', brokeOff)
      await clock.sleep(lookEveryMs)
    }
  }

  api.addHook('onSend', async (request, reply, payload) => {
    const place = request.keptAt
    if (place && reply.statusCode < 300) {
      const body = typeof payload === 'string' && payload !== '' ? (JSON.parse(payload) as unknown) : null
      await store.write(writer, tx => tx.idempotency.keep(place, { status: reply.statusCode, body }))
    }
    return payload
  })

  api.addHook('onError', async (request, _reply, error) => {
    const place = request.keptAt
    if (place && nothingWasDone(error)) await store.write(writer, tx => tx.idempotency.release(place))
  })
}

const brokeOff =
  'A request with this Idempotency-Key broke off or still runs. Look whether it was done, then take a new key.'

/** A failure somebody foresaw comes before or instead of the one write; all others may come after it. */
const nothingWasDone = (error: unknown) => error instanceof AppError || error instanceof ProblemError

function keyOf({ method, headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key']
  if (method !== 'POST' || key === undefined) return null
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key
  const errors = [{ path: 'idempotency-key', message: '1 to 200 visible ASCII characters.' }]
  throw new ProblemError('invalid', 'Not as expected: idempotency-key.', { errors })
}

function textOf(content: unknown): string {
  try {
    return JSON.stringify(content)
  } catch {
    throw new ProblemError('invalid', 'The body is nested too deeply.')
  }
}

/** An upload is a stream: its length has to do. */
const contentOf = (request: FastifyRequest): unknown =>
  request.isMultipart() ? request.headers['content-length'] : request.body

const replay = (reply: FastifyReply, { status, body }: KeptAnswer): FastifyReply =>
  reply
    .code(status)
    .header('idempotency-replayed', 'true')
    .type('application/json; charset=utf-8')
    .serializer((value: unknown) => (value === null ? '' : JSON.stringify(value)))
    .send(body)
