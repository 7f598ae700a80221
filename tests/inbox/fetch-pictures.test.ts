import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Worker } from '../../src/domain/worker.ts'
import { startPictures } from '../../src/inbox/fetch-pictures.ts'
import { picture } from '../media/samples.ts'
import { type Fetching, openFetching, stalled } from './fetching.ts'

let fetching: Fetching
let worker: Worker
afterEach(async () => {
  await worker.close()
  await fetching.close()
})

async function start(answer: (remoteId: string) => Promise<Readable | null>) {
  const asked: string[] = []
  fetching = await openFetching({
    picture: remoteId => {
      asked.push(remoteId)
      return answer(remoteId)
    },
  })
  worker = startPictures(fetching.parts)
  return asked
}

async function writes() {
  const sara = fetching.customer()
  await sara.says('سلام')
  const id = await sara.thread()
  const identity = async () => {
    const { customerId } = await fetching.threadOf(id)
    return (await fetching.store.read.customers.identitiesOf(customerId))[0]!
  }
  return { chat: sara.chat, identity }
}
/** Nobody is told that there is no picture, so it is asked until it was looked for. The clock stands still: what comes, comes. */
async function checked({ identity }: Awaited<ReturnType<typeof writes>>) {
  for (;;) {
    worker.wake()
    const now = await identity()
    if (now.pictureCheckedAt) return now
    await turn()
  }
}

describe('a customer’s picture', () => {
  it('is kept with who they are, and looked at again after a week', async () => {
    const bytes = await picture('jpeg')
    const asked = await start(async () => Readable.from([bytes]))
    const sara = await writes()
    const { pictureKey } = await checked(sara)
    expect(pictureKey).toMatch(/^[0-9a-f]{64}$/)
    expect(await buffer((await fetching.media.thumbnail(pictureKey!))!)).not.toHaveLength(0)
    for (const [days, times] of [
      [6, 1],
      [2, 2],
    ] as const) {
      await worker.close()
      await fetching.clock.advance(days * 86_400_000)
      worker = startPictures(fetching.parts)
      // Once it sleeps, or waits for the picture, it has looked whose is due.
      while (fetching.clock.sleeping === 0) await turn()
      expect(asked).toEqual(Array(times).fill(sara.chat))
    }
  })

  it('is none where they hide it, or where it is no picture', async () => {
    const answers = [null, Readable.from(['<svg onload="alert(1)"/>'])]
    await start(async () => answers.shift() ?? null)
    for (let n = 0; n < 2; n += 1) expect((await checked(await writes())).pictureKey).toBeNull()
  })

  it('that stops coming is given up, and the next one looked for', async () => {
    const bytes = await picture('jpeg')
    const answers = [stalled(), Readable.from([bytes])]
    const asked = await start(async () => answers.shift() ?? null)
    const [sara, mina] = [await writes(), await writes()]
    for (worker.wake(); asked.length === 0; await turn()) worker.wake()
    while (fetching.clock.sleeping === 0) await turn()
    await fetching.clock.advance(60_000)
    expect((await checked(sara)).pictureKey).toBeNull()
    expect((await checked(mina)).pictureKey).not.toBeNull()
  })
})
