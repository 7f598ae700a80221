import type { MultipartFile } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { FileKind } from '../../domain/message.ts'
import type { MediaStore } from '../../media/media.ts'
import { headersFor } from '../../media/serve.ts'
import type { Store } from '../../storage/store.ts'
import type { FileRow } from '../../storage/tables.ts'
import { cleanFileName } from '../../text/names.ts'
import type { Api } from '../app.ts'
import { callerOf } from '../auth/guard.ts'
import { ProblemError } from '../problems.ts'
import { rangeOf } from '../range.ts'
import { file } from '../schemas/messages.ts'
import { viewFile } from '../views/message.ts'

export interface FileDeps {
  store: Store
  media: MediaStore
  clock: Clock
}

/** The most a message of ours can carry on any channel. */
export const uploadBytes = 50 * 1024 * 1024

const tags = ['files']
const params = z.object({ key: z.string().regex(/^[0-9a-f]{64}$/, 'A key as it stands on a file.') })

export function fileRoutes(api: Api, deps: FileDeps): void {
  api.post(
    '/api/files',
    {
      schema: {
        tags,
        summary: 'Upload one file for a message',
        description: 'Multipart, one part with a file, at most 50 MB. It waits a day for the message that takes it.',
        consumes: ['multipart/form-data'],
        response: { 201: file },
      },
    },
    async (request, reply) => {
      const part = await readable(async () => (request.isMultipart() ? request.file() : undefined))
      if (!part) throw new ProblemError('invalid', 'Send one file as multipart/form-data.')
      return reply.code(201).send(viewFile(await keep(deps, part, callerOf(request).agent)))
    },
  )

  const querystring = z.object({ size: z.enum(['thumb']).optional() })
  api.get('/api/files/:key', { schema: { tags, summary: 'One file', params, querystring } }, (request, reply) => {
    const { key } = request.params
    return request.query.size === 'thumb' ? thumbnail(deps, key, reply) : whole(deps, key, request, reply)
  })
}

async function keep({ store, media, clock }: FileDeps, part: MultipartFile, agent: Agent): Promise<FileRow> {
  const stored = await readable(() => media.put(part.file, { bytes: uploadBytes }))
  if (stored.bytes === 0) throw new ProblemError('invalid', 'This file is empty.')
  const now = clock.now()
  const row = {
    ...nothing,
    id: newId('fil'),
    kind: kindOf(stored.mime),
    name: cleanFileName(part.filename ?? '', 'file'),
    mime: stored.mime,
    bytes: stored.bytes,
    width: stored.width ?? null,
    height: stored.height ?? null,
    mediaKey: stored.key,
    agentId: agent.id,
    dueAt: now,
    createdAt: now,
  }
  await store.write('worker:uploads', tx => tx.files.add(row))
  return row
}

/** A body that ends early or is no multipart is the sender's mistake; its parser throws bare errors, the disk's have a code. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError || (error instanceof Error && 'code' in error)) throw error
    throw new ProblemError('invalid', 'The upload is no valid multipart/form-data, or broke off.')
  }
}

/** An upload belongs to no message yet and came from no network. */
const nothing = {
  messageId: null,
  threadId: null,
  position: 0,
  state: 'stored',
  error: null,
  duration: null,
  accountId: null,
  remote: null,
  attempts: 0,
  leasedUntil: null,
} as const

/** What every channel takes as such; the rest goes as a document, unchanged. */
const kinds: Record<string, FileKind> = {
  'image/jpeg': 'photo',
  'image/png': 'photo',
  'image/webp': 'photo',
  'image/gif': 'animation',
  'video/mp4': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
}
const kindOf = (mime: string): FileKind => kinds[mime] ?? 'document'

const missing = () => new AppError('not_found', 'no such file', 'There is no such file.')

async function thumbnail({ media }: FileDeps, key: string, reply: FastifyReply): Promise<FastifyReply> {
  const small = await media.thumbnail(key)
  if (!small) throw missing()
  return reply.headers(headersFor({ mime: 'image/webp', name: 'thumbnail.webp' })).send(small)
}

async function whole(
  { store, media }: FileDeps,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const row = await store.read.files.byKey(key)
  // A person's picture has no row of its own; whoever may look at us may look at it, small.
  if (!row) throw missing()
  const bytes = row.bytes ?? 0
  const range = rangeOf(request.headers.range, bytes)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${bytes}`).send()
  // Opened before any header is set: that it is missing must not be kept for a year.
  const content = await media.open(key, range ?? undefined)
  void reply.headers(headersFor({ mime: row.mime ?? '', name: row.name ?? '' })).header('accept-ranges', 'bytes')
  if (range === null) return reply.header('content-length', bytes).send(content)
  const { start, end } = range
  return reply
    .code(206)
    .headers({ 'content-range': `bytes ${start}-${end}/${bytes}`, 'content-length': end - start + 1 })
    .send(content)
}
