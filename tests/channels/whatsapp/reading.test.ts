import { describe, expect, it } from 'vitest'
import { idOf } from '../../../src/channels/whatsapp/ids.ts'
import { positions } from '../../../src/channels/whatsapp/positions.ts'
import { reading } from '../../../src/channels/whatsapp/reading.ts'
import { receipts } from '../../../src/channels/whatsapp/receipts.ts'
import { usualTimings } from '../../../src/channels/whatsapp/timings.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { recordingInlet } from '../../support/recording-inlet.ts'
import { keptLog } from '../telegram/rig.ts'
import { key, plain } from './models.ts'

const NOON = 1_780_000_000

function read(kept: string | null = `${NOON}/${NOON}`) {
  const clock = fakeClock()
  const inlet = recordingInlet()
  const closing = new AbortController()
  const places = positions(kept)
  const session = { runs: true }
  const person = async (chat: string) => {
    if (!session.runs) throw new Error('the session ended')
    return { name: 'سارا', pn: chat, lid: null }
  }
  const ours = () => '+989120000001'
  const parts = { inlet, clock, timings: usualTimings, closing: closing.signal }
  const all = reading({ ...parts, receipts: receipts(parts), positions: places, person, ours, log: keptLog().log })
  const told = () => inlet.events.map(event => ('text' in event ? `${event.kind} ${event.text}` : event.kind))
  return {
    clock,
    inlet,
    closing,
    places,
    all,
    told,
    session,
  }
}

describe('what is read in the chats', () => {
  it('is told once, however often and however it comes', async () => {
    const { all, told } = read()
    all.message(plain({ id: key('A') }))
    all.again(plain({ id: key('A') }))
    all.message(plain({ id: key('A') }))
    await all.idle()
    all.again(plain({ id: key('A') }))
    await all.idle()
    expect(told()).toEqual(['message سلام'])
  })

  it('is told as it is by now where it was changed before it was read', async () => {
    const { all, told } = read()
    all.again(plain({ id: key('A'), body: 'نو', latestEditSenderTimestampMs: NOON * 1000 }))
    await all.idle()
    expect(told()).toEqual(['message نو', 'edited نو'])
  })

  it('tells an edit once, live and read again', async () => {
    const { all, told } = read()
    const changed = plain({ id: key('A'), body: 'نو', latestEditSenderTimestampMs: NOON * 1000 })
    all.message(plain({ id: key('A') }))
    all.edited(changed)
    await all.idle()
    for (let i = 0; i < 3; i++) all.again(changed)
    await all.idle()
    expect(told()).toEqual(['message سلام', 'edited نو'])
  })

  it('never lets the core take what somebody of ours changed on the phone for words of the customer', async () => {
    const { all, inlet } = read()
    all.edited(plain({ id: key('P', true), body: 'فردا', latestEditSenderTimestampMs: NOON * 1000 }))
    await all.idle()
    expect(inlet.events).toMatchObject([
      { kind: 'said_elsewhere', eventId: 'P', text: 'فردا' },
      { kind: 'edited', edits: 'P', text: 'فردا' },
    ])
  })

  it('tells nothing of what somebody of ours notes down for themselves', async () => {
    const { all, places, told } = read()
    const chat = { fromMe: true, remote: '989120000001@c.us', id: 'N' }
    all.message(plain({ id: chat, t: NOON + 5 }))
    all.edited(plain({ id: chat, t: NOON + 5, latestEditSenderTimestampMs: 1 }))
    await all.idle()
    expect([told(), places.kept()]).toEqual([[], `${NOON + 5}/${NOON}`])
  })

  it('tells once that something was taken back', async () => {
    const { all, told } = read()
    const gone = plain({ id: key('B'), type: 'revoked', protocolMessageKey: key('A') })
    all.message(plain({ id: key('A') }))
    all.message(gone)
    all.again(gone)
    await all.idle()
    expect(told().filter(each => each === 'deleted')).toHaveLength(1)
  })

  it('never tells what we sent, and reads of it what became of it', async () => {
    const { all, inlet, told } = read()
    const ours = { id: key(idOf('a'), true), ack: 3 }
    all.message(plain(ours))
    all.again(plain(ours))
    all.edited(plain({ ...ours, latestEditSenderTimestampMs: 1 }))
    all.again(plain({ id: key('X', true), type: 'revoked', protocolMessageKey: key(idOf('a'), true) }))
    await all.idle()
    expect(told()).toEqual([])
    expect(inlet.receipts.map(({ id, state }) => [id, state])).toContainEqual([idOf('a'), 'read'])
  })

  it('gives what could not be read its words when it can, over a restart', async () => {
    const first = read()
    first.all.message(plain({ id: key('A'), type: 'ciphertext', body: undefined }))
    await first.all.idle()
    await first.clock.advance(0)
    const second = read(first.places.kept())
    second.all.again(plain({ id: key('A') }))
    await second.all.idle()
    await second.clock.advance(0)
    const third = read(second.places.kept())
    third.all.again(plain({ id: key('A') }))
    await third.all.idle()
    expect([first.told(), second.told(), third.told()]).toEqual([['message '], ['edited سلام'], ['message سلام']])
  })

  it('keeps the place of what nobody could say the sender of, and tells it when it is read again', async () => {
    const { all, places, told, session } = read()
    session.runs = false
    const said = plain({ id: key('A'), t: NOON + 5 })
    all.message(said)
    await all.idle()
    expect(told()).toEqual([])
    expect(places.rereading()?.place).toBe(NOON + 5)
    session.runs = true
    all.again(said)
    await all.idle()
    expect(told()).toEqual(['message سلام'])
  })

  it('keeps the place of an edit that is not stored', async () => {
    const { all, clock, closing, inlet, places } = read()
    all.message(plain({ id: key('A'), t: NOON + 5 }))
    all.message(plain({ id: key('B'), t: NOON + 500 }))
    await all.idle()
    inlet.refuse(({ kind }) => kind === 'edited')
    all.edited(plain({ id: key('A'), t: NOON + 5, latestEditSenderTimestampMs: 1 }))
    await clock.advance(0)
    closing.abort()
    await all.idle()
    expect(places.kept()).toBe(`${NOON + 5}/${NOON}`)
  })

  it('tells each reaction once, and leaves our own to the phone', async () => {
    const { all, told } = read()
    const reaction = { chat: '989120001000@c.us', on: 'A', emoji: '👍', t: NOON }
    all.reacted({ ...reaction, fromMe: true })
    all.reacted({ ...reaction, fromMe: false })
    all.reacted({ ...reaction, fromMe: false })
    all.reacted({ ...reaction, fromMe: false, emoji: '' })
    await all.idle()
    expect(told()).toEqual(['reacted', 'reacted'])
  })
})
