import type { Desk } from '../../cases/desk.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageId, ThreadId } from '../../domain/ids.ts'
import type { Store } from '../../storage/store.ts'
import type { Api } from '../app.ts'
import { callerOf } from '../auth/guard.ts'
import { messageId } from '../schemas/common.ts'
import {
  editedMessage,
  type MessageView,
  message,
  messagePage,
  messagesQuery,
  newMessage,
  newNote,
} from '../schemas/messages.ts'
import { viewMessage } from '../views/message.ts'
import { params } from './threads.ts'

export interface MessageDeps {
  store: Store
  desk: Desk
}

const tags = ['messages']

export function messageRoutes(api: Api, { store, desk }: MessageDeps): void {
  const { read } = store

  api.get(
    '/api/threads/:id/messages',
    {
      schema: { tags, summary: 'What was said', params, querystring: messagesQuery, response: { 200: messagePage } },
    },
    async request => {
      const { before, after, limit } = request.query
      const threadId = request.params.id
      const found = await read.messages.page({ threadId, before, after, limit: limit + 1 })
      if (found.length === 0) await mustExist(store, threadId)
      const onward = after !== undefined && before === undefined
      const shown = onward ? found.slice(0, limit) : found.slice(-limit)
      return { messages: shown.map(viewMessage), more: found.length > limit }
    },
  )

  api.post(
    '/api/threads/:id/messages',
    { schema: { tags, summary: 'Answer the customer', params, body: newMessage, response: { 201: message } } },
    async (request, reply) => {
      const { text, files, replyTo } = request.body
      const words = replyTo === undefined ? { text, files } : { text, files, replyTo }
      const id = await desk.reply(request.params.id, callerOf(request).agent, words)
      return reply.code(201).send(await stored(store, id))
    },
  )

  api.post(
    '/api/threads/:id/notes',
    { schema: { tags, summary: 'Leave a note for colleagues', params, body: newNote, response: { 201: message } } },
    async (request, reply) => {
      const id = await desk.note(request.params.id, callerOf(request).agent, request.body.text)
      return reply.code(201).send(await stored(store, id))
    },
  )

  changeRoutes(api, { store, desk })
}

/** What is done to a message of ours: each answers with how it stands now. */
function changeRoutes(api: Api, { store, desk }: MessageDeps): void {
  const ofMessage = params.extend({ messageId })
  const schema = (summary: string) => ({ tags, summary, params: ofMessage, response: { 200: message } })

  api.patch(
    '/api/threads/:id/messages/:messageId',
    { schema: { ...schema('Change the words of a message of ours'), body: editedMessage } },
    async request => {
      const { id, messageId } = request.params
      await desk.edit(id, callerOf(request).agent, messageId, request.body.text)
      return stored(store, messageId)
    },
  )

  api.post(
    '/api/threads/:id/messages/:messageId/retry',
    { schema: schema('Send again what did not go') },
    async request => {
      const { id, messageId } = request.params
      await desk.retry(id, callerOf(request).agent, messageId)
      return stored(store, messageId)
    },
  )

  api.post(
    '/api/threads/:id/messages/:messageId/dismiss',
    { schema: schema('Leave what did not go as it is') },
    async request => {
      const { id, messageId } = request.params
      await desk.dismiss(id, callerOf(request).agent, messageId)
      return stored(store, messageId)
    },
  )
}

async function stored(store: Store, id: MessageId): Promise<MessageView> {
  const [found] = await store.read.messages.byIds([id])
  if (!found) throw new AppError('not_found', 'no such message', 'There is no such message.')
  return viewMessage(found)
}

async function mustExist(store: Store, id: ThreadId): Promise<void> {
  if (!(await store.read.threads.byId(id)))
    throw new AppError('not_found', 'no such thread', 'There is no such thread.')
}
