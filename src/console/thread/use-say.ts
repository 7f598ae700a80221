import { useQueryClient } from '@tanstack/react-query'
import type { MessageView } from '../../api/schemas/messages.ts'
import { useLive } from '../live/live-provider.tsx'
import { newKey, RequestError, request } from '../net/http.ts'
import { putMessages, type Window } from './message-window.ts'
import { dropPending, type Pending, putPending, settlePending } from './pending.ts'

type Said = Partial<MessageView> & { message?: MessageView }

/** Says something in a thread: it stands there at once, and its true state after. */
export const useSay = (threadId: string) => {
  const client = useQueryClient()
  const { ring } = useLive()

  const post = async (one: Pending) => {
    putPending(client, threadId, { ...one, error: null })
    const path = `/api/threads/${threadId}/${one.kind === 'note' ? 'notes' : 'messages'}`
    const files = one.files.map(file => file.id)
    const reply = { text: one.text, files, ...(one.replyTo ? { replyTo: one.replyTo.id } : {}) }
    try {
      const answer = await request<Said | null>(path, {
        method: 'POST',
        key: one.key,
        body: one.kind === 'note' ? { text: one.text } : reply,
      })
      ring(one.kind === 'note' ? 'note' : 'sent')
      took(one, answer?.message ?? answer)
    } catch (error) {
      putPending(client, threadId, { ...one, error: error ?? new RequestError('other', 0) })
    }
  }
  const took = (one: Pending, said: Partial<MessageView> | null) => {
    const run = client.getQueryData<Window>(['messages', threadId])
    const id = said?.id ?? null
    if (!id || run?.messages.some(message => message.id === id)) return dropPending(client, threadId, one.key)
    putPending(client, threadId, { ...one, id })
    if (said?.seq === undefined || !run) return
    const message = said as MessageView
    client.setQueryData<Window>(['messages', threadId], putMessages(run, [message]))
    settlePending(client, threadId, [message])
  }
  return {
    say: (kind: Pending['kind'], text: string, files: Pending['files'], replyTo: Pending['replyTo']) =>
      post({
        key: newKey(),
        kind,
        text,
        files,
        replyTo,
        at: new Date().toISOString(),
        after: client.getQueryData<Window>(['messages', threadId])?.messages.at(-1)?.seq ?? 0,
        id: null,
        error: null,
      }),
    again: post,
    discard: (one: Pending) => dropPending(client, threadId, one.key),
  }
}
