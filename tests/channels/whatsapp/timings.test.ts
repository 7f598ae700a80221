import { describe, expect, it } from 'vitest'
import { heartbeat } from '../../../src/channels/whatsapp/heartbeat.ts'
import { usualTimings } from '../../../src/channels/whatsapp/timings.ts'
import { CallFailed, type WorkerProcess } from '../../../src/channels/whatsapp/worker-process.ts'
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts'

const NOTICED_MS = 30_000

/** A process whose probes end as it is told, each in its time; when it was given up, in ms from then on. */
function probed(
  clock: FakeClock,
  answer: (ms: number) => Promise<{ state: string | null }>,
  hold: () => Promise<boolean> = async () => true,
) {
  const lost: { at: number; detail: string }[] = []
  const worker = {
    call: (_name: string, _args: unknown[], ms: number) => answer(ms),
    lose: (_reason: string, detail: string) => void lost.push({ at: clock.now().getTime(), detail }),
  } as unknown as WorkerProcess
  const saw: string[] = []
  const parts = { clock, timings: usualTimings, hold, saw: (state: string) => void saw.push(state) }
  return { lost, saw, watch: heartbeat(worker, parts) }
}

describe('the usual timings', () => {
  it('notice a page that hangs within half a minute, whenever it begins', async () => {
    const clock = fakeClock()
    let hangs = false
    const hang = (ms: number) => clock.sleep(ms).then(() => Promise.reject(new CallFailed('timeout', 'probe', 'late')))
    const { lost, watch } = probed(clock, ms => (hangs ? hang(ms) : Promise.resolve({ state: 'CONNECTED' })))
    await clock.advance(100)
    hangs = true
    const began = clock.now().getTime()
    await clock.advance(60_000)
    watch.stop()
    expect(lost[0]?.at).toBeGreaterThan(began)
    expect((lost[0]?.at ?? 0) - began).toBeLessThan(NOTICED_MS)
  })

  it('notice a page that was left for good, and no page that is only on its way', async () => {
    const clock = fakeClock()
    let page: 'coming' | 'there' | 'left' = 'coming'
    const { lost, watch } = probed(clock, () =>
      page === 'there'
        ? Promise.resolve({ state: 'CONNECTED' })
        : Promise.reject(new CallFailed('gone', 'probe', 'detached Frame')),
    )
    await clock.advance(60_000)
    expect(lost).toEqual([])
    page = 'there'
    await clock.advance(10_000)
    page = 'left'
    const began = clock.now().getTime()
    await clock.advance(60_000)
    watch.stop()
    expect((lost[0]?.at ?? Number.POSITIVE_INFINITY) - began).toBeLessThan(NOTICED_MS)
  })

  it('hear of a connection that changed without a word', async () => {
    const clock = fakeClock()
    const states = ['CONNECTED', 'OPENING', null, 'CONNECTED']
    const { saw, watch } = probed(clock, async () => ({ state: states.shift() as string | null }))
    await clock.advance(usualTimings.probeMs * 3)
    watch.stop()
    expect(saw).toEqual(['CONNECTED', 'OPENING', 'CONNECTED'])
  })

  it('give up within half a minute what hangs on its way up, in a call or in a send', () => {
    for (const name of ['readyMs', 'callMs', 'sendMs'] as const) expect(usualTimings[name]).toBeLessThan(NOTICED_MS)
  })

  it('keep the hold on a number while its browser runs, with a beat to spare', () => {
    expect(usualTimings.probeMs * 3).toBeLessThan(usualTimings.holdMs)
  })

  it('give up a number that another process took over, though not because a disk failed', async () => {
    const clock = fakeClock()
    const holds = [async () => true, () => Promise.reject(new Error('EIO')), async () => false]
    const hold = () => holds.shift()?.() ?? Promise.resolve(true)
    const { lost, watch } = probed(clock, async () => ({ state: null }), hold)
    await clock.advance(usualTimings.probeMs * 1.5)
    expect(lost).toEqual([])
    await clock.advance(usualTimings.probeMs)
    watch.stop()
    expect(lost).toMatchObject([{ detail: 'another process serves this number' }])
  })

  it('start again soon after a first failure, and ever more slowly', () => {
    const { restartMs } = usualTimings
    expect(restartMs[0]).toBeLessThanOrEqual(1_000)
    expect([...restartMs].sort((a, b) => a - b)).toEqual([...restartMs])
  })
})
