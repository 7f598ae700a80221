import type { Clock } from '../../domain/clock.ts'
import type { Inlet } from '../channel.ts'
import type { Log } from '../common/log.ts'
import type { Positions } from './positions.ts'
import type { Timings } from './timings.ts'

interface BookmarkParts {
  inlet: Inlet
  places: Positions
  clock: Clock
  timings: Pick<Timings, 'bookmarkMs'>
  closing: AbortSignal
  log: Log
}

/** Writes down how far the chats were read, a moment after it changed. An older one costs only that more is read again. */
export function keepBookmark({ inlet, places, clock, timings, closing, log }: BookmarkParts) {
  let written: string | null = null

  async function write(): Promise<void> {
    const place = places.kept()
    if (place === null || place === written) return
    try {
      await inlet.bookmark.set(place)
      written = place
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'the bookmark was not stored')
    }
  }
  async function run(): Promise<void> {
    while (!closing.aborted) {
      await clock.sleep(timings.bookmarkMs, closing)
      await write()
    }
  }
  const running = run()
  return {
    close: async () => {
      await running
      await write()
    },
  }
}
