import { addAbortSignal, Readable } from 'node:stream'
import { ChannelError } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'

/** How long a network may send nothing in the middle of a file, and how long it may take for all of it. */
const SILENCE_MS = 60_000
const WHOLE_MS = 600_000

/** The same content, which breaks off where it stops coming, or at `signal`: a network that holds a file open must not hold us. */
export function flowing(content: Readable, clock: Clock, signal: AbortSignal): Readable {
  // Whoever reads is told; but it may break before anybody does.
  content.on('error', () => undefined)
  return Readable.from(pieces(addAbortSignal(signal, content), clock), { objectMode: false })
}

async function* pieces(content: Readable, clock: Clock): AsyncGenerator<Buffer> {
  const until = clock.now().getTime() + WHOLE_MS
  const chunks = content.iterator()
  try {
    for (;;) {
      const left = until - clock.now().getTime()
      const next = await before(clock, Math.min(SILENCE_MS, left), chunks.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    content.destroy()
  }
}

async function before<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  const enough = new AbortController()
  const late = clock.sleep(ms, enough.signal).then(() => {
    if (!enough.signal.aborted) throw new ChannelError('unreachable', 'timeout', 'a file stopped coming')
  })
  // Whichever comes second is of no interest any more.
  late.catch(() => undefined)
  work.catch(() => undefined)
  try {
    return await (Promise.race([work, late]) as Promise<T>)
  } finally {
    enough.abort()
  }
}
