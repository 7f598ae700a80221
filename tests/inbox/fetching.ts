import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Channel } from '../../src/channels/channel.ts'
import { diskMedia } from '../../src/media/disk.ts'
import { testStores } from '../support/databases.ts'
import { handChannel } from '../support/hand-channel.ts'
import { log, openHouse } from '../support/house.ts'

/** A house whose network gives what the test says: by the file's token, or the person's remote id. */
export async function openFetching(network: Partial<Pick<Channel, 'download' | 'picture'>>) {
  const house = await openHouse(testStores()[0]!)
  const folder = await mkdtemp(join(tmpdir(), 'shenava-fetching-'))
  const channel: Channel = { ...handChannel().channel, ...network }
  const media = diskMedia(join(folder, 'media'))
  const { store, clock } = house

  /** Resolves once `find` gives something; looked at after every write that anybody is told about. */
  async function until<T>(find: () => Promise<T | null | undefined | false>): Promise<T> {
    for (;;) {
      const news = new Promise<void>(resolve => {
        const unsubscribe = store.subscribe('events', () => {
          unsubscribe()
          resolve()
        })
      })
      const found = await find()
      if (found) return found
      await news
    }
  }

  return {
    ...house,
    media,
    until,
    parts: { store, media, clock, log, channel: () => channel },
    async close() {
      await house.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Fetching = Awaited<ReturnType<typeof openFetching>>

/** Content that begins and never goes on. */
export const stalled = (): Readable => {
  const content = new Readable({ read: () => undefined })
  content.push('the beginning')
  return content
}
