import type { Clock } from '../../domain/clock.ts'
import type { LiveEvent } from '../../domain/events.ts'
import type { Logger } from '../../domain/log.ts'
import type { LiveFeed } from '../../live/feed.ts'
import type { Store } from '../../storage/store.ts'
import type { Lines } from '../deps.ts'
import { enrich } from './enrich.ts'
import { createFrames, type Frame, type Frames, frame, heartbeat, placeOnly } from './frames.ts'
import type { Stream } from './stream.ts'

export interface HubOptions {
  store: Store
  feed: LiveFeed
  lines: Lines
  clock: Clock
  log: Pick<Logger, 'warn'>
}

/** Tells every open console of this node what happened: each thing is read and written out once for all of them. */
export interface LiveHub {
  /** Everything after `since`, or from now on where it is null, until the stream or the hub is closed. */
  join(stream: Stream, since: number | null): Promise<void>
  /** Ends the streams of a session that was signed out. */
  leave(sessionId: string): void
  /** Ends the streams of an agent whose sessions all ended. */
  leaveAll(agentId: string): void
  close(): Promise<void>
}

const lostAt = (head: number): Frame => frame('lost', head, { from: String(head) })

const framesKept = 1_000
const heartbeatMs = 20_000
const checkMs = 60_000

export function createLiveHub({ store, feed, lines, clock, log }: HubOptions): LiveHub {
  const closing = new AbortController()
  const streams = new Set<Stream>()
  const opened = retried(async () => createFrames(await store.read.events.last(), framesKept))
  const running = Promise.all([opened.then(tellAll), every(heartbeatMs, beat), every(checkMs, checkSessions)])

  /** Tries until it works: a consoles' gap would be seen by nobody. Null once the hub is closed. */
  async function retried<T>(work: () => Promise<T>): Promise<T | null> {
    while (!closing.signal.aborted) {
      try {
        return await work()
      } catch (error) {
        log.warn({ err: error }, 'the news cannot be read')
        await clock.sleep(1_000, closing.signal)
      }
    }
    return null
  }

  const update = (events: LiveEvent[]): Promise<Frame | null> =>
    retried(async () => frame('update', events.at(-1)!.seq, await enrich(store, lines, events)))

  async function tellAll(frames: Frames | null): Promise<void> {
    if (!frames) return
    for await (const events of feed.follow(frames.head, closing.signal)) {
      if (events === 'lost') loseAll(frames, await retried(() => store.read.events.last()))
      else if (streams.size === 0) frames.skipTo(events.at(-1)!.seq)
      else tell(frames, await update(events))
    }
  }

  function tell(frames: Frames, news: Frame | null): void {
    if (!news) return
    frames.push(news)
    for (const stream of streams) stream.send(news.text)
  }

  function loseAll(frames: Frames, head: number | null): void {
    if (head === null) return
    frames.skipTo(head)
    for (const stream of streams) stream.send(lostAt(head).text)
  }

  async function every(ms: number, work: () => unknown): Promise<void> {
    for (;;) {
      await clock.sleep(ms, closing.signal)
      if (closing.signal.aborted) return
      await work()
    }
  }

  function beat(): void {
    for (const stream of streams) stream.send(heartbeat)
  }

  async function checkSessions(): Promise<void> {
    for (const stream of streams) {
      // Where the database does not answer nobody is sent away.
      if (!(await stream.still().catch(() => true))) stream.end()
    }
  }

  /**
   * Sends what the stream missed as fast as it reads, then lets it listen with all others: between the last look and that
   * nothing can come, no await. Null once it listens, else how far it came before the frames no longer reached back to it.
   */
  async function resume(frames: Frames, stream: Stream, since: number): Promise<number | null> {
    let place = since
    for (;;) {
      const missed = frames.after(place)
      if (!missed || stream.gone.aborted) return place
      const [next] = missed
      if (!next) break
      stream.send(next.text)
      place = next.seq
      await stream.drained()
    }
    streams.add(stream)
    stream.gone.addEventListener('abort', () => streams.delete(stream))
    return null
  }

  /** For who is further back than the frames: reads on its own until they reach back to it. Gives the place it came to. */
  async function catchUp(frames: Frames, stream: Stream, since: number): Promise<number> {
    const signal = AbortSignal.any([stream.gone, closing.signal])
    for await (const events of feed.follow(since, signal)) {
      const news = events === 'lost' ? lostAt(frames.head) : await update(events)
      if (!news) break
      stream.send(news.text)
      await stream.drained()
      if (frames.after(news.seq)) return news.seq
    }
    return since
  }

  return {
    async join(stream, since) {
      const frames = await opened
      if (!frames || closing.signal.aborted) return stream.end()
      if (since === null) stream.send(placeOnly(frames.head))
      let place = await resume(frames, stream, since ?? frames.head)
      while (place !== null && !stream.gone.aborted && !closing.signal.aborted) {
        place = await resume(frames, stream, await catchUp(frames, stream, place))
      }
    },
    leave(sessionId) {
      for (const stream of streams) if (stream.sessionId === sessionId) stream.end()
    },
    leaveAll(agentId) {
      for (const stream of streams) if (stream.agentId === agentId) stream.end()
    },
    async close() {
      closing.abort()
      for (const stream of streams) stream.end()
      await running
    },
  }
}
