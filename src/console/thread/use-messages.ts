import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import { request } from '../net/http.ts'
import { addNewer, addOlder, catchUp, type Window } from './message-window.ts'

interface Page {
  messages: MessageView[]
  more: boolean
}
const size = 60

const pageOf = (id: string, query: Record<string, number>, signal?: AbortSignal) =>
  request<Page>(
    `/api/threads/${id}/messages?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
    signal ? { signal } : {},
  )

export const messagesOf = (id: string, client: QueryClient) =>
  queryOptions({
    queryKey: ['messages', id],
    queryFn: async ({ signal }): Promise<Window> => {
      const had = client.getQueryData<Window>(['messages', id])
      const page = await pageOf(id, { limit: Math.min(200, Math.max(size, had?.messages.length ?? 0)) }, signal)
      return had ? catchUp(had, page) : { messages: page.messages, older: page.more, newer: false }
    },
  })

/** One thread's run of messages and the ways to move it. Each way resolves once the run has changed. */
export const useMessages = (id: string) => {
  const client = useQueryClient()
  const query = useQuery(messagesOf(id, client))
  const busy = useRef(false)

  const change = async (load: (run: Window) => Promise<(now: Window) => Window>) => {
    const run = client.getQueryData<Window>(['messages', id])
    if (!run || busy.current) return
    busy.current = true
    try {
      const apply = await load(run)
      client.setQueryData<Window>(['messages', id], now => (now ? apply(now) : now))
    } finally {
      busy.current = false
    }
  }

  const older = () =>
    change(async run => {
      const first = run.messages[0]?.seq
      if (!run.older || !first) return now => now
      const page = await pageOf(id, { before: first, limit: size })
      return now => (now.messages[0]?.seq === first ? addOlder(now, page) : now)
    })
  const newer = () =>
    change(async run => {
      const last = run.messages.at(-1)?.seq ?? 0
      if (!run.newer) return now => now
      const page = await pageOf(id, { after: last, limit: size })
      return now => (now.messages.at(-1)?.seq === last ? addNewer(now, page) : now)
    })
  const around = (seq: number) =>
    change(async () => {
      const page = await pageOf(id, { before: seq + size / 2, limit: size })
      return () => ({ messages: page.messages, older: page.more, newer: true })
    })
  const newest = () =>
    change(async () => {
      const page = await pageOf(id, { limit: size })
      return () => ({ messages: page.messages, older: page.more, newer: false })
    })

  return { ...query, run: query.data, older, newer, around, newest }
}
