import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { tooLarge } from './failure.ts'
import { UPLOAD_LIMIT } from './files.ts'
import { isObject, type Params, type Upload } from './params.ts'

/** Room for the largest upload and the form around it. */
const BODY_LIMIT = UPLOAD_LIMIT + 1024 * 1024

/** An HTTP server that reads a call's parameters from wherever the Bot API takes them. */
export async function createHttp(): Promise<FastifyInstance> {
  const http = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, routerOptions: { maxParamLength: 300 } })
  await http.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, fieldSize: 1024 * 1024, files: 20, fields: 100 } })
  http.removeContentTypeParser(['application/json', 'text/plain'])
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parseJson(String(body)))
  })
  http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  http.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, {}))
  return http
}

/** Null where the body is no JSON object. */
function parseJson(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = text === '' ? {} : JSON.parse(text)
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

export async function readParams(request: FastifyRequest): Promise<Params | null> {
  const query = isObject(request.query) ? request.query : {}
  if (request.isMultipart()) return readForm(request, query)
  if (request.body === null) return null
  return { given: { ...query, ...(isObject(request.body) ? request.body : {}) }, uploads: new Map() }
}

async function readForm(request: FastifyRequest, query: Record<string, unknown>): Promise<Params> {
  const given: Record<string, unknown> = { ...query }
  const uploads = new Map<string, Upload>()
  for await (const part of request.parts()) {
    if (part.type === 'field') given[part.fieldname] = part.value
    else uploads.set(part.fieldname, { name: part.filename, bytes: await bytesOf(part.toBuffer()) })
  }
  return { given, uploads }
}

const bytesOf = (reading: Promise<Buffer>) =>
  reading.catch((error: unknown) => {
    throw isObject(error) && error.statusCode === 413 ? tooLarge() : error
  })
