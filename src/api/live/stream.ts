import type { FastifyReply, FastifyRequest } from 'fastify'

/** One console that listens. */
export interface Stream {
  readonly sessionId: string | null
  readonly agentId: string | null
  /** Aborted once nobody listens any more. */
  readonly gone: AbortSignal
  /** Cuts a reader off who leaves too much unread: it comes back with the place it had reached. */
  send(text: string): void
  /** Resolves where the reader has taken most of what was sent, or is gone. */
  drained(): Promise<void>
  /** Whether who opened it is still signed in. */
  still(): Promise<boolean>
  end(): void
}

export interface StreamOptions {
  request: FastifyRequest
  reply: FastifyReply
  still(): Promise<boolean>
  /** Bytes that may lie unread. */
  unread?: number
}

/** Takes the answer over from the framework. */
export function openStream({ request, reply, still, unread = 1024 * 1024 }: StreamOptions): Stream {
  const left = new AbortController()
  const { raw } = reply
  reply.hijack()
  raw.once('close', () => left.abort())
  raw.on('error', () => left.abort())
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Ended, the connection is of no further use; kept alive it would hold up the closing of the server.
    connection: 'close',
    // A proxy that buffers would hold the news back.
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 2000\n\n')
  return {
    sessionId: request.caller?.sessionId ?? null,
    agentId: request.caller?.agent.id ?? null,
    gone: left.signal,
    still,
    send(text) {
      if (left.signal.aborted) return
      // What was sent before counts, not this: one large piece of news is nobody's fault.
      if (raw.writableLength > unread) raw.destroy()
      else raw.write(text)
    },
    drained: () =>
      new Promise(resolve => {
        if (left.signal.aborted || !raw.writableNeedDrain) return resolve()
        const settle = () => {
          raw.off('drain', settle)
          left.signal.removeEventListener('abort', settle)
          resolve()
        }
        raw.once('drain', settle)
        left.signal.addEventListener('abort', settle)
      }),
    end: () => raw.end(),
  }
}
