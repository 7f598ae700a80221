import { describe, expect, it } from 'vitest'
import { ledger } from '../../../src/channels/telegram/ledger.ts'

describe('the offset told to Telegram', () => {
  it('never passes an update that is not committed', () => {
    const known = ledger()
    expect(known.nextOffset()).toBe(0)
    known.begin([7, 8, 9])
    known.commit(9)
    known.commit(7)
    expect([known.nextOffset(), known.isSettled]).toEqual([8, false])
    known.commit(8)
    expect([known.nextOffset(), known.isSettled]).toEqual([10, true])
  })

  it('follows Telegram where its numbers begin anew, lower than before', () => {
    const known = ledger()
    known.begin([900])
    known.commit(900)
    expect(known.nextOffset()).toBe(901)
    known.begin([50, 51])
    known.commit(50)
    known.commit(51)
    expect(known.nextOffset()).toBe(52)
  })

  it('knows what was committed while Telegram was being asked, and may be in its answer once more', () => {
    const known = ledger()
    known.begin([7])
    expect(known.nextOffset()).toBe(0)
    known.commit(7)
    expect(known.isKnown(7)).toBe(true)
    expect(known.nextOffset()).toBe(8)
    expect(known.isKnown(7)).toBe(false)
  })

  it('tells when all is committed', async () => {
    const known = ledger()
    await known.settled()
    known.begin([1, 2])
    let isSettled = false
    const settled = known.settled().then(() => {
      isSettled = true
    })
    known.commit(2)
    await Promise.resolve()
    expect(isSettled).toBe(false)
    known.commit(1)
    await settled
    expect(isSettled).toBe(true)
  })
})
