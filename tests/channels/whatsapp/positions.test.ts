import { describe, expect, it } from 'vitest'
import { positions } from '../../../src/channels/whatsapp/positions.ts'

const NOON = 1_800_000_000
/** As long as a message can be edited, in seconds. */
const EDITABLE_S = 15 * 60

describe('how far the chats were read', () => {
  it('has no place before it was started, and never reads what was said before', () => {
    const places = positions(null)
    expect([places.rereading(), places.kept()]).toEqual([null, null])
    places.startAt(NOON)
    places.startAt(NOON - 50_000)
    expect(places.rereading()).toMatchObject({ place: NOON, since: NOON })
  })

  it('reads again far enough back to see every edit, and never before its beginning', () => {
    const places = positions(null)
    places.startAt(NOON)
    places.begin(NOON + 5_000)
    places.commit(NOON + 5_000)
    const since = places.rereading()?.since ?? 0
    expect(NOON + 5_000 - since).toBeGreaterThanOrEqual(EDITABLE_S)
    const fresh = positions(`${NOON + 60}/${NOON}`)
    expect(fresh.rereading()?.since).toBe(NOON)
  })

  it('stays before what is not stored, however much comes after it', () => {
    const places = positions(`${NOON}/${NOON}`)
    for (const t of [NOON + 10, NOON + 10, NOON + 20]) places.begin(t)
    places.commit(NOON + 20)
    places.commit(NOON + 10)
    expect(places.kept()).toBe(`${NOON + 10}/${NOON}`)
    places.commit(NOON + 10)
    expect(places.kept()).toBe(`${NOON + 20}/${NOON}`)
  })

  it('stays before what failed until the chats were read again', () => {
    const places = positions(`${NOON}/${NOON}`)
    for (const t of [NOON + 10, NOON + 20]) places.begin(t)
    places.fail(NOON + 10)
    places.commit(NOON + 20)
    expect(places.kept()).toBe(`${NOON + 10}/${NOON}`)
    places.rereading()?.done()
    expect(places.kept()).toBe(`${NOON + 20}/${NOON}`)
  })

  it('keeps what fails while the chats are read', () => {
    const places = positions(`${NOON}/${NOON}`)
    places.begin(NOON + 10)
    const reading = places.rereading()
    places.fail(NOON + 10)
    places.begin(NOON + 20)
    places.commit(NOON + 20)
    reading?.done()
    expect(places.kept()).toBe(`${NOON + 10}/${NOON}`)
  })

  it('keeps what fails while the chats are read because something failed before', () => {
    const places = positions(`${NOON}/${NOON}`)
    for (const t of [NOON + 10, NOON + 50]) places.begin(t)
    places.fail(NOON + 10)
    const reading = places.rereading()
    places.fail(NOON + 50)
    reading?.done()
    expect(places.kept()).toBe(`${NOON + 10}/${NOON}`)
  })

  it('is the same after a restart, with what could not be read', () => {
    const places = positions(`${NOON}/${NOON - 9}`)
    places.couldNotRead('ACAB')
    places.couldNotRead('ACCD')
    const later = positions(places.kept())
    expect([...later.unread]).toEqual(['ACAB', 'ACCD'])
    later.couldRead('ACAB')
    later.couldRead('ACCD')
    expect(later.kept()).toBe(`${NOON}/${NOON - 9}`)
  })

  it('remembers the last ones only of what could not be read', () => {
    const places = positions(`${NOON}/${NOON}`)
    for (let i = 0; i < 500; i++) places.couldNotRead(`id${i}`)
    expect(places.unread.size).toBeLessThan(100)
    expect(places.unread.has('id499')).toBe(true)
  })
})
