import { describe, expect, it } from 'vitest'
import { addNewer, addOlder, catchUp, most, putMessages, type Window } from '../../src/console/thread/message-window.ts'
import { aMessage, someMessages } from './a-message.ts'

const run = (from: number, to: number, part: Partial<Window> = {}): Window => ({
  messages: someMessages(from, to),
  older: from > 1,
  newer: false,
  ...part,
})
const seqs = (window: Window) => window.messages.map(message => message.seq)
const ends = (window: Window) => [seqs(window)[0], seqs(window).at(-1)]

describe("what is on the page of a thread's messages", () => {
  it('takes the next message at the end', () => {
    expect(ends(putMessages(run(1, 5), [aMessage(6)]))).toEqual([1, 6])
  })

  it('puts the newest state over a message it has, in its place', () => {
    const read = aMessage(3, { send: { state: 'read', error: null } })
    const after = putMessages(run(1, 5), [read])
    expect(seqs(after)).toEqual([1, 2, 3, 4, 5])
    expect(after.messages[2]?.send?.state).toBe('read')
  })

  it('never papers over a hole: it says that there is more instead', () => {
    const after = putMessages(run(1, 5), [aMessage(8)])
    expect(ends(after)).toEqual([1, 5])
    expect(after.newer).toBe(true)
  })

  it('takes several at once in their order, however they came', () => {
    expect(seqs(putMessages(run(1, 2), [aMessage(4), aMessage(3)]))).toEqual([1, 2, 3, 4])
  })

  it('does not show new words at the end of a run that stands far above', () => {
    const above = run(1, 5, { newer: true })
    expect(putMessages(above, [aMessage(6)])).toEqual(above)
  })

  it('changes nothing where nothing on the page changed', () => {
    const before = run(4, 6)
    expect(putMessages(before, [aMessage(2)])).toBe(before)
  })

  it('holds a bounded number of messages, however far one scrolls up', () => {
    const after = addOlder(run(301, 301 + most - 1), { messages: someMessages(241, 300), more: true })
    expect(after.messages).toHaveLength(most)
    expect(ends(after)).toEqual([241, 241 + most - 1])
    expect(after).toMatchObject({ older: true, newer: true })
  })

  it('and however far one scrolls down again', () => {
    const after = addNewer(run(1, most, { newer: true }), { messages: someMessages(most + 1, most + 60), more: false })
    expect(ends(after)).toEqual([61, most + 60])
    expect(after).toMatchObject({ older: true, newer: false })
  })

  it('does not repeat a message of a page that overlaps', () => {
    expect(seqs(addOlder(run(4, 6), { messages: someMessages(2, 4), more: true }))).toEqual([2, 3, 4, 5, 6])
    expect(seqs(addNewer(run(4, 6, { newer: true }), { messages: someMessages(6, 7), more: false }))).toEqual([
      4, 5, 6, 7,
    ])
  })

  it('joins what came during a time away to what was read', () => {
    const after = catchUp(run(1, 50), { messages: someMessages(31, 60), more: true })
    expect(ends(after)).toEqual([1, 60])
    expect(after.messages).toHaveLength(60)
    expect(after.older).toBe(false)
  })

  it('begins at the newest where too much came to be joined', () => {
    const after = catchUp(run(1, 50), { messages: someMessages(101, 160), more: true })
    expect(ends(after)).toEqual([101, 160])
    expect(after.older).toBe(true)
  })
})
