import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { OutgoingPart } from '../../../src/channels/channel.ts'
import { idOf } from '../../../src/channels/whatsapp/ids.ts'
import { receipts } from '../../../src/channels/whatsapp/receipts.ts'
import { sending } from '../../../src/channels/whatsapp/sending.ts'
import { usualTimings } from '../../../src/channels/whatsapp/timings.ts'
import type { WorkerProcess } from '../../../src/channels/whatsapp/worker-process.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { recordingInlet } from '../../support/recording-inlet.ts'

const text = { kind: 'text', text: 'سلام' } as const
const film = {
  kind: 'file',
  file: {
    ...{ id: 'fil_1', kind: 'video', name: 'a.mp4', mime: 'video/mp4', bytes: 3 },
    open: async () => Readable.from([Buffer.from('abc')]),
  },
} satisfies OutgoingPart
const MB = 1024 * 1024

/** A page that answers when it is told to. */
function page() {
  const clock = fakeClock()
  const closing = new AbortController()
  const asked: { name: string; id: string; ms: number; answer(result: unknown): void }[] = []
  const worker: WorkerProcess = {
    call: (name, args, ms) =>
      new Promise(
        answer => void asked.push({ name, id: String(args[1]), ms, answer: answer as (result: unknown) => void }),
      ),
    lost: new Promise(() => {}),
    lose: () => {},
    end: async () => {},
  }
  const line = { up: worker as WorkerProcess | null }
  const parts = { clock, timings: usualTimings, closing: closing.signal }
  const told = receipts({ ...parts, inlet: recordingInlet() })
  const all = sending({ ...parts, up: () => line.up, receipts: told, unacked: () => {} })
  const names = () => asked.map(({ name, id }) => `${name} ${id}`)
  const handed = (key: string) =>
    asked.find(each => each.id === idOf(key))?.answer({ id: idOf(key), ack: 1, known: false })
  return { clock, line, all, asked, names, handed }
}

describe('what is sent from a number', () => {
  it('waits for what the page is busy with before its own time begins', async () => {
    const { clock, all, names, handed } = page()
    const first = all.send('1@c.us', film, 'film')
    await clock.advance(0)
    const second = all.send('2@c.us', text, 'words')
    await clock.advance(usualTimings.sendMs * 2)
    expect(names()).toEqual([`send ${idOf('film')}`])
    expect(all.handing()).not.toBeNull()
    handed('film')
    await clock.advance(0)
    handed('words')
    expect([await first, await second]).toEqual([{ ids: [idOf('film')] }, { ids: [idOf('words')] }])
    expect(all.handing()).toBeNull()
  })

  it('is not handed to a page that is gone by the time it is its turn', async () => {
    const { clock, line, all, names, handed } = page()
    const first = all.send('1@c.us', film, 'film')
    await clock.advance(0)
    const second = all.send('2@c.us', text, 'words').catch(error => error)
    await clock.advance(0)
    line.up = null
    handed('film')
    expect(await first).toEqual({ ids: [idOf('film')] })
    expect(await second).toMatchObject({ kind: 'unreachable' })
    expect(names()).toHaveLength(1)
  })

  it('is never said to be absent while it is on its way', async () => {
    const { clock, all, names, handed } = page()
    const sent = all.send('1@c.us', text, 'words')
    await clock.advance(0)
    expect(await all.find('1@c.us', text, 'words', clock.now())).toEqual({ state: 'unknown' })
    handed('words')
    await sent
    expect(names()).toEqual([`send ${idOf('words')}`])
  })

  it('has the time that a slow line takes for a large file', async () => {
    const { clock, all, asked, handed } = page()
    const large = { ...film, file: { ...film.file, open: async () => Readable.from([Buffer.alloc(16 * MB)]) } }
    const sent = all.send('1@c.us', large, 'film')
    await clock.advance(0)
    expect(asked[0]?.ms).toBeGreaterThan((16 * MB) / 64)
    handed('film')
    await sent
  })
})
