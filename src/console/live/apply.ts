import type { QueryClient } from '@tanstack/react-query'
import type { ChannelList } from '../../api/schemas/channels.ts'
import type { LiveUpdate } from '../../api/schemas/live.ts'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail, ThreadListRow } from '../../api/schemas/threads.ts'
import { putLines } from '../channels/put-lines.ts'
import { putRows, views } from '../inbox/rows.ts'
import type { RowPage } from '../net/queries.ts'
import { putMessages, type Window } from '../thread/message-window.ts'
import { settlePending } from '../thread/pending.ts'

/** The row as this page last knew it, from whichever list holds it. */
export const rowBefore = (client: QueryClient, id: string): ThreadListRow | undefined => {
  for (const view of views) {
    const found = client.getQueryData<RowPage>(['threads', view])?.threads.find(row => row.id === id)
    if (found) return found
  }
  return client.getQueryData<ThreadDetail>(['thread', id])
}

const putThreads = (client: QueryClient, rows: readonly ThreadListRow[], me: string) => {
  for (const view of views)
    client.setQueryData<RowPage>(['threads', view], page => (page ? putRows(page, rows, view, me) : page))
  for (const row of rows) {
    client.setQueryData<ThreadDetail>(['thread', row.id], old =>
      old ? { ...old, ...row, customer: { ...old.customer, ...row.customer } } : old,
    )
    // The row does not say what became of the case or of the way to the customer.
    void client.invalidateQueries({ queryKey: ['thread', row.id] })
  }
}

const putWords = (client: QueryClient, messages: readonly MessageView[]) => {
  for (const threadId of new Set(messages.map(message => message.threadId))) {
    const changed = messages.filter(message => message.threadId === threadId)
    client.setQueryData<Window>(['messages', threadId], run => (run ? putMessages(run, changed) : run))
    settlePending(client, threadId, changed)
  }
}

const putChannels = (client: QueryClient, { channels, channelsGone }: LiveUpdate) => {
  if (channels.length === 0 && channelsGone.length === 0) return
  client.setQueryData<ChannelList>(['channels'], old =>
    old ? { ...old, channels: putLines(old.channels, channels, channelsGone) } : old,
  )
}

export const applyUpdate = (client: QueryClient, update: LiveUpdate, me: string) => {
  putWords(client, update.messages)
  putThreads(client, update.threads, me)
  putChannels(client, update)
}

const liveKeys = new Set(['threads', 'thread', 'messages', 'counts', 'channels'])

/** Everything that lives is loaded again: what is on the page at once, the rest when it is looked at. */
export const reloadAll = (client: QueryClient) =>
  client.invalidateQueries({ predicate: query => liveKeys.has(String(query.queryKey[0])) })
