import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AgentView } from '../../api/schemas/agents.ts'
import type { ChannelList, PairingView } from '../../api/schemas/channels.ts'
import type { ThreadDetail, ThreadListRow, ThreadView } from '../../api/schemas/threads.ts'
import { request } from './http.ts'

export type Counts = Partial<Record<ThreadView, number>>
export interface RowPage {
  threads: ThreadListRow[]
  next: string | null
}

export const me = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request<AgentView>('/api/me', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

export const setup = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => request<{ open: boolean }>('/api/setup', { signal }),
})

export const counts = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => request<Counts>('/api/threads/counts', { signal }),
})

export const threadOf = (id: string) =>
  queryOptions({
    queryKey: ['thread', id],
    queryFn: ({ signal }) => request<ThreadDetail>(`/api/threads/${id}`, { signal }),
  })

export const channels = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => request<ChannelList>('/api/channels', { signal }),
})

/** Asked anew with each `offer` its line tells of, and now and then in case that was not heard. Never kept. */
export const pairingOf = (id: string, offer: number | null) =>
  queryOptions({
    queryKey: ['pairing', id, offer],
    queryFn: ({ signal }) => request<PairingView>(`/api/channels/${id}/pairing`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
    gcTime: 0,
  })

export const agents = queryOptions({
  queryKey: ['agents'],
  queryFn: async ({ signal }) => {
    const answer = await request<{ agents: AgentView[] } | AgentView[]>('/api/agents', { signal })
    return Array.isArray(answer) ? answer : answer.agents
  },
})

export const rowPage = (view: ThreadView, cursor: string | null, limit: number, signal?: AbortSignal) => {
  const query = new URLSearchParams({ view, limit: String(limit) })
  if (cursor) query.set('cursor', cursor)
  return request<RowPage>(`/api/threads?${query}`, signal ? { signal } : {})
}

export const fileUrl = (key: string, size?: 'thumb') =>
  `/api/files/${encodeURIComponent(key)}${size ? `?size=${size}` : ''}`
