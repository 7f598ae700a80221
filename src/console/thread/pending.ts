import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { FileView, MessageView } from '../../api/schemas/messages.ts'

/** Something said here that the server has not given back yet. */
export interface Pending {
  /** The idempotency key, the same on every try. */
  key: string
  kind: 'reply' | 'note'
  text: string
  files: FileView[]
  replyTo: MessageView['replyTo']
  at: string
  /** The number of the last message there was: what it becomes comes after it. */
  after: number
  /** The message's id once the server took it; it stays here until the message itself arrives. */
  id: string | null
  error: unknown
}

const keyOf = (threadId: string) => ['pending', threadId]

export const usePending = (threadId: string) =>
  useQuery<Pending[]>({
    queryKey: keyOf(threadId),
    queryFn: () => [],
    initialData: [],
    gcTime: Number.POSITIVE_INFINITY,
  }).data

const change = (client: QueryClient, threadId: string, work: (list: Pending[]) => Pending[]) =>
  client.setQueryData<Pending[]>(keyOf(threadId), list => work(list ?? []))

export const putPending = (client: QueryClient, threadId: string, one: Pending) =>
  change(client, threadId, list => [...list.filter(other => other.key !== one.key), one])

export const dropPending = (client: QueryClient, threadId: string, key: string) =>
  change(client, threadId, list => list.filter(one => one.key !== key))

/** What arrived as a message is no longer pending. */
export const settlePending = (client: QueryClient, threadId: string, arrived: readonly { id: string }[]) => {
  const list = client.getQueryData<Pending[]>(keyOf(threadId))
  if (!list?.some(one => one.id !== null)) return
  const ids = new Set(arrived.map(message => message.id))
  change(client, threadId, now => now.filter(one => one.id === null || !ids.has(one.id)))
}
