import type { ChannelView } from '../../src/api/schemas/channels.ts'
import type { LiveUpdate } from '../../src/api/schemas/live.ts'
import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { ThreadListRow } from '../../src/api/schemas/threads.ts'
import type { ThreadId } from '../../src/domain/ids.ts'

/** Somebody who uses the API. Paths begin with `/api`. */
export interface ApiClient {
  /** Any answer, as it is. Rejects only where none came. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** The body of an answer. Rejects with the problem's sentence where it was refused. */
  get<T>(path: string): Promise<T>
  post<T = void>(path: string, body?: unknown): Promise<T>
  /** All there are, page by page. */
  threads(): Promise<ThreadListRow[]>
  /** The whole thread, oldest first. */
  messages(threadId: ThreadId): Promise<MessageView[]>
  /** Listens from now on: resolves once nothing can be missed any more. */
  live(): Promise<Live>
}

/** What the live stream told, in its newest state. */
export interface Live {
  /** The first that fits, told already or to come. Rejects after `ms` (5,000). */
  message(fits: (message: MessageView) => boolean, ms?: number): Promise<MessageView>
  thread(fits: (thread: ThreadListRow) => boolean, ms?: number): Promise<ThreadListRow>
  channel(fits: (channel: ChannelView) => boolean, ms?: number): Promise<ChannelView>
  /** Calls `look` after every news, until the returned function is called. */
  watch(look: () => void): () => void
  close(): void
}

/** `identity`: a cookie and an origin, or `authorization: Bearer …`. */
export function apiClient(url: string, identity: Record<string, string> = {}): ApiClient {
  const call: ApiClient['call'] = (method, path, body, headers = {}) =>
    fetch(url + path, {
      method,
      headers: { ...identity, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  async function asked<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await call(method, path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  const get = <T>(path: string) => asked<T>('GET', path)

  return {
    call,
    get,
    post: (path, body) => asked('POST', path, body),
    async threads() {
      type Page = { threads: ThreadListRow[]; next: string | null }
      const found: ThreadListRow[] = []
      for (let cursor = ''; ; ) {
        const page = await get<Page>(`/api/threads?view=all&limit=200${cursor}`)
        found.push(...page.threads)
        if (page.next === null) return found
        cursor = `&cursor=${encodeURIComponent(page.next)}`
      }
    },
    async messages(threadId) {
      type Page = { messages: MessageView[]; more: boolean }
      const found: MessageView[] = []
      for (;;) {
        const after = found.at(-1)?.seq ?? 0
        const page = await get<Page>(`/api/threads/${threadId}/messages?after=${after}&limit=200`)
        found.push(...page.messages)
        if (!page.more) return found
      }
    },
    live: () => listen(url, identity),
  }
}

async function listen(url: string, headers: Record<string, string>): Promise<Live> {
  const stop = new AbortController()
  const answer = await fetch(`${url}/api/live`, { headers, signal: stop.signal })
  if (!answer.ok || !answer.body) throw new Error(`GET /api/live: ${answer.status}`)
  const messages = new Map<string, MessageView>()
  const threads = new Map<string, ThreadListRow>()
  const channels = new Map<string, ChannelView>()
  const watching = new Set<() => void>()
  const frames = framesOf(answer.body)
  // The first that has an id is the place from where on everything is told.
  for (let first = await frames.next(); !first.done && !first.value.startsWith('id:'); ) first = await frames.next()

  async function hear(): Promise<void> {
    for await (const frame of frames) {
      const data = /^event: update\ndata: (.*)$/m.exec(frame)?.[1]
      if (data === undefined) continue
      const update = JSON.parse(data) as LiveUpdate
      keep(messages, update.messages)
      keep(threads, update.threads)
      keep(channels, update.channels)
      for (const look of [...watching]) look()
    }
  }
  hear().catch(() => undefined)

  const watch: Live['watch'] = look => {
    watching.add(look)
    return () => void watching.delete(look)
  }
  const firstOf =
    <T>(what: string, told: Map<string, T>) =>
    (fits: (one: T) => boolean, ms = 5_000) =>
      untilTold(what, () => [...told.values()].find(fits), watch, ms)
  return {
    message: firstOf('message', messages),
    thread: firstOf('thread', threads),
    channel: firstOf('channel', channels),
    watch,
    close: () => stop.abort(),
  }
}

/** Looks at once and after every news, for at most `ms`. */
export function untilTold<T>(
  what: string,
  find: () => T | undefined,
  watch: Live['watch'],
  ms: number,
): Promise<NonNullable<T>> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      unwatch()
    }
    const look = () => {
      const found = find()
      if (found === undefined || found === null) return
      end()
      resolve(found)
    }
    const timer = setTimeout(() => {
      end()
      reject(new Error(`No ${what} that fits was told within ${ms} ms`))
    }, ms)
    const unwatch = watch(look)
    look()
  })
}

/** The newest state of each, by id. */
function keep<T extends { id: string }>(told: Map<string, T>, news: readonly T[]): void {
  for (const one of news) told.set(one.id, one)
}

/** The blocks of a stream of server-sent events. */
async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}
