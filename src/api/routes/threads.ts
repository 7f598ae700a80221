import { z } from 'zod'
import type { Desk } from '../../cases/desk.ts'
import type { Agent } from '../../domain/agent.ts'
import { AppError } from '../../domain/errors.ts'
import type { FileId, ThreadId } from '../../domain/ids.ts'
import { isPicture } from '../../media/serve.ts'
import type { Store } from '../../storage/store.ts'
import type { Api } from '../app.ts'
import { callerOf } from '../auth/guard.ts'
import { readCursor, writeCursor } from '../cursors.ts'
import type { Lines } from '../deps.ts'
import { threadId } from '../schemas/common.ts'
import {
  closeForm,
  readForm,
  type ThreadDetail,
  thread,
  threadCounts,
  threadPage,
  threadsQuery,
} from '../schemas/threads.ts'
import { photosOf, viewRow, viewThread } from '../views/thread.ts'

export interface ThreadDeps {
  store: Store
  desk: Desk
  lines: Lines
}

const tags = ['threads']
export const params = z.object({ id: threadId })

export function threadRoutes(api: Api, { store, desk, lines }: ThreadDeps): void {
  const { read } = store

  api.get(
    '/api/threads',
    { schema: { tags, summary: 'The inbox list', querystring: threadsQuery, response: { 200: threadPage } } },
    async request => {
      const { view, cursor, limit } = request.query
      const place = cursor === undefined ? null : readCursor(cursor)
      const agentId = callerOf(request).agent.id
      const found = await read.threads.page({ view, agentId, cursor: place, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const last = shown.at(-1)?.thread
      const at = (view === 'waiting' ? last?.waitingSince : last?.lastAt) ?? null
      const next = found.length > limit && last && at ? writeCursor({ at, id: last.id }) : null
      return { threads: shown.map(viewRow), next }
    },
  )

  api.get(
    '/api/threads/counts',
    { schema: { tags, summary: 'How many threads stand in each view', response: { 200: threadCounts } } },
    request => read.threads.counts(callerOf(request).agent.id),
  )

  api.get(
    '/api/threads/:id',
    { schema: { tags, summary: 'One thread', params, response: { 200: thread } } },
    async request => {
      const found = await wholeThread(store, lines, request.params.id)
      if (!found) throw new AppError('not_found', 'no such thread', 'There is no such thread.')
      return found
    },
  )

  turnRoutes(api, desk)
}

async function wholeThread(store: Store, lines: Lines, id: ThreadId): Promise<ThreadDetail | null> {
  const { threads, customers, cases, files } = store.read
  const [listed] = await threads.rows([id])
  const customer = listed && (await customers.byId(listed.thread.customerId))
  if (!customer) return null
  const [identities, itsCases] = await Promise.all([customers.identitiesOf(customer.id), cases.ofThread(id)])
  const photos = await files.byIds(photosOf(itsCases) as FileId[])
  const pictures = photos.filter(({ mediaKey, mime }) => mediaKey !== null && mime !== null && isPicture(mime))
  const photoKeys = new Map(pictures.map(({ id, mediaKey }) => [id as string, mediaKey!]))
  const identity = identities.find(each => each.id === listed.thread.identityId)
  const line = identity ? lines.find(identity.accountId) : null
  return viewThread({ listed, customer, identities, cases: itsCases, photoKeys, line })
}

/** What changes whose turn it is, and the small signs: all answer 204, the news comes by `/api/live`. */
function turnRoutes(api: Api, desk: Desk): void {
  const plain = (summary: string) => ({ schema: { tags, summary, params, response: { 204: z.null() } } })
  const deed = (path: string, summary: string, act: (id: ThreadId, agent: Agent) => Promise<void>) =>
    api.post(`/api/threads/:id/${path}`, plain(summary), async (request, reply) => {
      await act(request.params.id, callerOf(request).agent)
      return reply.code(204).send(null)
    })

  deed('take', 'Take it', (id, agent) => desk.take(id, agent))
  deed('hand-back', 'Give it back to those who wait', (id, agent) => desk.handBack(id, agent))
  deed('reopen', 'Open it again', (id, agent) => desk.reopen(id, agent))
  deed('typing', 'Show the customer that somebody writes', id => desk.typing(id))

  const close = plain('End the case')
  api.post(
    '/api/threads/:id/close',
    { schema: { ...close.schema, body: closeForm.nullish() } },
    async (request, reply) => {
      await desk.close(request.params.id, callerOf(request).agent, outcomeOf(request.body))
      return reply.code(204).send(null)
    },
  )

  const read = plain('Say how far it was read')
  api.post('/api/threads/:id/read', { schema: { ...read.schema, body: readForm } }, async (request, reply) => {
    await desk.read(request.params.id, request.body.seq)
    return reply.code(204).send(null)
  })
}

function outcomeOf(form: z.infer<typeof closeForm> | null | undefined) {
  if (!form?.outcome) return null
  const { action, note } = form.outcome
  return note === undefined ? { action } : { action, note }
}
