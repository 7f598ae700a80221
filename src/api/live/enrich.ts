import type { LiveEvent } from '../../domain/events.ts'
import type { AccountId, MessageId, ThreadId } from '../../domain/ids.ts'
import type { Store } from '../../storage/store.ts'
import type { Lines } from '../deps.ts'
import type { LiveUpdate } from '../schemas/live.ts'
import { viewMessage } from '../views/message.ts'
import { viewRow } from '../views/thread.ts'

/** What the events name, read once for all who listen: one query for the messages and one for the threads. */
export async function enrich(store: Store, allLines: Lines, events: readonly LiveEvent[]): Promise<LiveUpdate> {
  const named = namesOf(events)
  const [messages, threads] = await Promise.all([
    store.read.messages.byIds([...named.messages]),
    store.read.threads.rows([...named.threads]),
  ])
  const lines = named.channels.size === 0 ? [] : allLines.list().filter(({ id }) => named.channels.has(id))
  const there = new Set(lines.map(({ id }) => id))
  return {
    messages: messages.map(viewMessage),
    threads: threads.map(viewRow),
    channels: lines,
    channelsGone: [...named.channels].filter(id => !there.has(id)),
  }
}

function namesOf(events: readonly LiveEvent[]) {
  const messages = new Set<MessageId>()
  const threads = new Set<ThreadId>()
  const channels = new Set<AccountId>()
  for (const change of events.flatMap(event => event.changes)) {
    if (change.kind === 'message') messages.add(change.messageId)
    else if (change.kind === 'thread') threads.add(change.threadId)
    else channels.add(change.accountId)
  }
  return { messages, threads, channels }
}
