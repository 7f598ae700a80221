import { type LiveNews, openStream } from './connection.ts'

type Post = { news: LiveNews } | { ask: 'state' }

/**
 * One stream for all tabs of a browser, which over HTTP/1.1 has six connections for them all. Whoever holds the lock has the
 * stream and passes it on; when that tab closes, the next one gets the lock. Without locks (a page that is neither https nor
 * localhost) each tab has its own. `leads` says whether this tab is the one, so that a bell rings once.
 */
export const followLive = (hear: (news: LiveNews, leads: boolean) => void, signal: AbortSignal) => {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') {
    openStream(news => hear(news, true), signal)
    return
  }
  const channel = new BroadcastChannel('shenava-live')
  signal.addEventListener('abort', () => channel.close())
  channel.onmessage = (event: MessageEvent<Post>) => 'news' in event.data && hear(event.data.news, false)
  channel.postMessage({ ask: 'state' } satisfies Post)
  navigator.locks.request('shenava-live', { signal }, () => lead(channel, hear, signal)).catch(() => undefined)
}

const lead = (channel: BroadcastChannel, hear: (news: LiveNews, leads: boolean) => void, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    let state: LiveNews = { kind: 'state', state: 'connecting' }
    const post = (news: LiveNews) => channel.postMessage({ news } satisfies Post)
    channel.onmessage = (event: MessageEvent<Post>) => 'ask' in event.data && post(state)
    signal.addEventListener('abort', () => resolve())
    openStream(news => {
      if (signal.aborted) return
      if (news.kind === 'state') state = news
      post(news)
      hear(news, true)
    }, signal)
  })
