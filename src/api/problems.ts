import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { AppError, type ErrorCode } from '../domain/errors.ts'
import type { Problem } from './schemas/common.ts'

/** What can go wrong at the edge, beside what can go wrong in the business. */
export type ProblemCode =
  | ErrorCode
  | 'wrong_password'
  | 'wrong_origin'
  | 'rate_limit'
  | 'method'
  | 'unavailable'
  | 'internal'

/** Status and title of each code, once. */
const kinds: Record<ProblemCode, { status: number; title: string }> = {
  invalid: { status: 400, title: 'This request cannot be understood' },
  signed_out: { status: 401, title: 'Not signed in' },
  wrong_password: { status: 401, title: 'E-mail or password is wrong' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_yours: { status: 403, title: 'Somebody else has this thread' },
  wrong_origin: { status: 403, title: 'Sent from another site' },
  not_found: { status: 404, title: 'Not found' },
  method: { status: 405, title: 'Not done this way' },
  taken: { status: 409, title: 'Taken by somebody else' },
  wrong_turn: { status: 409, title: 'Not possible at this point' },
  conflict: { status: 409, title: 'Does not fit what is there' },
  too_large: { status: 413, title: 'Too large' },
  refused_file: { status: 415, title: 'This file cannot be taken' },
  unreachable: { status: 422, title: 'The customer cannot be reached' },
  channel_missing: { status: 422, title: 'No such channel here' },
  rate_limit: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something broke on our side' },
  unavailable: { status: 503, title: 'Not ready to answer' },
}

export interface ProblemExtras {
  errors?: { path: string; message: string }[]
  assignee?: { id: string; name: string } | null
}

export const problemOf = (code: ProblemCode, detail: string, extras: ProblemExtras = {}): Problem => ({
  type: `urn:shenava:problem:${code}`,
  ...kinds[code],
  code,
  detail,
  ...extras,
})

/** An edge's own failure: thrown, it becomes the problem it holds. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail)
    this.name = 'ProblemError'
    this.problem = problemOf(code, detail, extras)
  }
}

/** Every failure as RFC 9457. What nobody foresaw tells nothing but that it happened. */
function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof AppError) return problemOf(error.code, error.forPerson, assigneeOf(error))
  if (hasZodFastifySchemaValidationErrors(error)) return invalidFields(error)
  return (
    ofFastify(error) ?? problemOf('internal', 'It was written down and can be found by the number of this request.')
  )
}

const assigneeOf = ({ details: { assignee } }: AppError): ProblemExtras => {
  if (assignee === null) return { assignee: null }
  if (typeof assignee !== 'object' || !assignee || !('id' in assignee) || !('name' in assignee)) return {}
  return { assignee: { id: String(assignee.id), name: String(assignee.name) } }
}

type FieldErrors = { validation: readonly { instancePath: string; message?: string | undefined }[] }

function invalidFields({ validation }: FieldErrors): Problem {
  const errors = validation.map(({ instancePath, message = 'Not as expected.' }) => ({
    path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message,
  }))
  const fields = [...new Set(errors.map(({ path }) => path).filter(path => path !== ''))]
  const detail = fields.length === 0 ? 'The request is not as expected.' : `Not as expected: ${fields.join(', ')}.`
  return problemOf('invalid', detail, { errors })
}

/** Fastify's own refusals and those of its plugins: only what their status says is kept, and sentences known to be harmless. */
function ofFastify(error: unknown): Problem | null {
  const { statusCode: status, code } = error as Partial<FastifyError>
  if (status === 413) return problemOf('too_large', 'The request is larger than what is taken here.')
  if (status === 415) return { ...problemOf('invalid', 'This type of content is not taken here.'), status }
  if (status === 429) return problemOf('rate_limit', 'Too many requests. Wait a little and try again.')
  if (status === 503) return problemOf('unavailable', 'Too busy at the moment. Try again in a few seconds.')
  if (status === 404) return problemOf('not_found', 'There is nothing at this address.')
  if (status !== undefined && status >= 400 && status < 500) {
    const json = code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError
    return problemOf('invalid', json ? 'The body is not valid JSON.' : 'The request is not as expected.')
  }
  return null
}

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)

/** The server's one error handler. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error)
  if (problem.status >= 500) request.log.error({ err: error }, 'a request failed')
  return sendProblem(reply, problem)
}

export const handleNotFound = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(reply, problemOf('not_found', 'There is nothing at this address.'))
