import { describe, expect, it } from 'vitest'
import { receipts } from '../../../src/channels/whatsapp/receipts.ts'
import { usualTimings } from '../../../src/channels/whatsapp/timings.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { recordingInlet } from '../../support/recording-inlet.ts'

function told() {
  const clock = fakeClock()
  const inlet = recordingInlet()
  const closing = new AbortController()
  const all = receipts({ inlet, clock, timings: usualTimings, closing: closing.signal })
  const states = () => inlet.receipts.map(({ state }) => state)
  return { clock, inlet, closing, all, states }
}

describe('what became of our messages', () => {
  it('is told for each ack that means something', async () => {
    const { clock, all, states } = told()
    for (const ack of [0, 1, 2, 3, -1, 7]) {
      all.acked(`id${ack}`, ack)
      await clock.advance(0)
    }
    expect(states()).toEqual(['sent', 'delivered', 'read', 'failed'])
  })

  it('is told once where two say the same, and never less than was told', async () => {
    const { clock, all, states } = told()
    for (const ack of [2, 2, 1]) all.acked('id', ack)
    await clock.advance(0)
    expect(states()).toEqual(['delivered'])
  })

  it('is told again until the message is known here, in its newest state, and then no more', async () => {
    const { clock, inlet, all, states } = told()
    const stranger = inlet.strange('id')
    all.acked('id', 1)
    await clock.advance(0)
    all.acked('id', 3)
    stranger.stop()
    await clock.advance(60_000)
    expect(states()).toEqual(['sent', 'read'])
    expect(clock.sleeping).toBe(0)
  })

  it('is not told for ever of a message that is none of ours', async () => {
    const { clock, inlet, all } = told()
    inlet.strange('id')
    all.acked('id', 2)
    await clock.advance(600_000)
    expect(inlet.receipts).toHaveLength(usualTimings.receiptMs.length + 1)
    await all.idle()
  })

  it('ends the wait of a send, whether it was passed on or refused', async () => {
    const { all } = told()
    const [passed, refused] = [all.first('a'), all.first('b')]
    all.acked('a', 0)
    all.acked('a', 1)
    all.acked('b', -1)
    expect([await passed, await refused]).toEqual([1, -1])
  })

  it('keeps nobody who closes waiting', async () => {
    const { clock, inlet, closing, all } = told()
    inlet.strange('id')
    all.acked('id', 2)
    await clock.advance(0)
    closing.abort()
    await all.idle()
    expect(clock.sleeping).toBe(0)
  })
})
