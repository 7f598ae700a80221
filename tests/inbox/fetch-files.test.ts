import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ChannelError } from '../../src/channels/channel.ts'
import type { Worker } from '../../src/domain/worker.ts'
import { startFetching } from '../../src/inbox/fetch-files.ts'
import { picture } from '../media/samples.ts'
import { limits } from '../support/house.ts'
import { type Fetching, openFetching, stalled } from './fetching.ts'

let fetching: Fetching
let worker: Worker
afterEach(async () => {
  await worker.close()
  await fetching.close()
})

/** Starts with a network that answers each download by the next of `answers`, and from then on by the last. */
async function start(...answers: ((token: string) => Readable | Promise<Readable>)[]) {
  let attempts = 0
  const tokens: string[] = []
  fetching = await openFetching({
    download: async ({ token }) => {
      tokens.push(token)
      const answer = answers[Math.min(attempts++, answers.length - 1)]!
      return answer(token)
    },
  })
  worker = await startFetching(fetching.parts)
  return tokens
}

async function sends(token = 'f1') {
  const sara = fetching.customer()
  await sara.says('ببینید', { files: [{ token, kind: 'photo', name: 'a.jpg', mime: 'image/jpeg' }] })
  const id = await sara.thread()
  return async () => (await fetching.messagesOf(id)).find(({ files }) => files.length > 0)!.files[0]!
}
const refused = (code: 'gone' | 'network', kind: 'refused' | 'unreachable') => () => {
  throw new ChannelError(kind, code, 'no file')
}
const inState = (file: Awaited<ReturnType<typeof sends>>, state: string) =>
  fetching.until(async () => (await file()).state === state && (await file()))

describe('a customer’s file', () => {
  it('is there a moment after its words, as what its bytes say', async () => {
    const bytes = await picture('png', 40, 30)
    await start(() => Readable.from([bytes]))
    const file = await inState(await sends(), 'stored')
    expect(file).toMatchObject({ mime: 'image/png', bytes: bytes.length, width: 40, height: 30, error: null })
    expect(await buffer(await fetching.media.open(file.mediaKey!))).toEqual(bytes)
  })

  it('is asked for again, after longer and longer pauses, where the network fails', async () => {
    const tokens = await start(refused('network', 'unreachable'), refused('network', 'unreachable'), () =>
      Readable.from(['at last']),
    )
    const file = await sends()
    await fetching.until(async () => (await file()).attempts === 1)
    expect(await file()).toMatchObject({ state: 'pending', error: 'network' })
    await fetching.clock.advance(2_000)
    await fetching.until(async () => (await file()).attempts === 2)
    await fetching.clock.advance(9_000)
    expect(tokens).toHaveLength(2)
    await fetching.clock.advance(1_000)
    expect(await inState(file, 'stored')).toMatchObject({ bytes: 7 })
  })

  it('is given up at once where the network will never give it, or it is larger than we take', async () => {
    await start(refused('gone', 'refused'), () => Readable.from([Buffer.alloc(limits.downloadBytes + 1)]))
    expect(await inState(await sends(), 'refused')).toMatchObject({ error: 'gone', mediaKey: null })
    expect(await inState(await sends('f2'), 'refused')).toMatchObject({ error: 'too_large', mediaKey: null })
  })

  it('counts as failed after a day of attempts', async () => {
    await start(refused('network', 'unreachable'))
    const file = await sends()
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await fetching.until(async () => (await file()).attempts === attempt)
      // Asleep it would look about every half minute of that time.
      await worker.close()
      await fetching.clock.advance((await file()).dueAt.getTime() - fetching.clock.now().getTime())
      worker = await startFetching(fetching.parts)
    }
    expect(await inState(file, 'failed')).toMatchObject({ attempts: 8 })
  })

  it('does not use up its attempts while the line is down', async () => {
    let down = true
    await start(() => {
      if (down) throw new ChannelError('unreachable', 'network', 'down', { retryAfterMs: 5_000 })
      return Readable.from(['there'])
    })
    const file = await sends()
    await fetching.until(async () => (await file()).error === 'network')
    // Asleep it would look about every half minute of that time.
    await worker.close()
    await fetching.clock.advance(24 * 3_600_000)
    down = false
    worker = await startFetching(fetching.parts)
    expect(await inState(file, 'stored')).toMatchObject({ attempts: 0 })
  })

  it('that stops coming delays no other, and is asked for again', async () => {
    await start(token => (token === 'slow' ? stalled() : Readable.from([token])))
    const slow = await Promise.all(['slow', 'slow', 'slow'].map(sends))
    const quick = await Promise.all(['q1', 'q2', 'q3', 'q4', 'q5'].map(sends))
    for (const file of quick) await inState(file, 'stored')
    expect((await Promise.all(slow.map(file => file()))).map(({ state }) => state)).toEqual(Array(3).fill('pending'))
    await fetching.clock.advance(60_000)
    const broken = await fetching.until(async () => (await slow[0]!()).attempts === 1 && slow[0]!())
    expect(broken).toMatchObject({ state: 'pending', error: 'timeout' })
  })

  it('keeps nobody from closing', async () => {
    await start(stalled)
    const file = await sends()
    while ((await file()).leasedUntil === null) await turn()
    await worker.close()
    expect(await file()).toMatchObject({ state: 'pending', leasedUntil: null })
  })

  it('that comes drop by drop is not waited for for ever', async () => {
    await start(() => {
      const content = new Readable({ read: () => undefined })
      void (async () => {
        for (;;) {
          await fetching.clock.sleep(50_000)
          if (content.destroyed) return
          content.push('drop')
          await turn()
        }
      })()
      return content
    })
    const file = await sends()
    while ((await file()).leasedUntil === null) await turn()
    await fetching.clock.advance(660_000)
    expect(await fetching.until(async () => (await file()).attempts === 1 && file())).toMatchObject({
      error: 'timeout',
    })
  })
})
