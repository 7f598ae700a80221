import { describe, expect, it } from 'vitest'
import { makeFormat } from '../../src/console/shell/format.ts'
import type { Pending } from '../../src/console/thread/pending.ts'
import { timelineOf } from '../../src/console/thread/timeline.ts'
import { aMessage } from './a-message.ts'

const { day } = makeFormat('fa', 'Asia/Tehran')
const pending = (part: Partial<Pending>): Pending => ({
  key: 'k1',
  kind: 'reply',
  text: 'on its way',
  files: [],
  replyTo: null,
  at: '2026-11-22T09:00:00.000Z',
  after: 1,
  id: null,
  error: null,
  ...part,
})
const kinds = (items: ReturnType<typeof timelineOf>) => items.map(item => item.kind)

describe('one scroll of time', () => {
  it("begins a new day at the reader's midnight, not at UTC's", () => {
    const before = aMessage(1, { at: '2026-11-21T20:29:00.000Z' })
    const after = aMessage(2, { at: '2026-11-21T20:31:00.000Z' })
    expect(kinds(timelineOf([before, after], [], day))).toEqual(['day', 'message', 'day', 'message'])
  })

  it('says who speaks once for words that belong together', () => {
    const items = timelineOf([aMessage(1), aMessage(2), aMessage(3, { from: 'bot' }), aMessage(20)], [], day)
    const first = items.flatMap(item => (item.kind === 'message' ? [item.first] : []))
    expect(first).toEqual([true, false, true, true])
  })

  it('tells what happened apart from what was said', () => {
    const notice = aMessage(2, { from: 'system', notice: { code: 'blocked' } })
    expect(kinds(timelineOf([aMessage(1), notice], [], day))).toEqual(['day', 'message', 'notice'])
  })

  it('shows words on their way until they arrive, and never twice', () => {
    const sent = aMessage(2, { from: 'agent' })
    expect(kinds(timelineOf([aMessage(1)], [pending({})], day)).at(-1)).toBe('pending')
    expect(kinds(timelineOf([aMessage(1), sent], [pending({ id: sent.id })], day)).at(-1)).toBe('message')
  })

  it('knows its own words where they arrive before the answer that names them', () => {
    const sent = aMessage(2, { from: 'agent', text: 'on its way' })
    expect(kinds(timelineOf([aMessage(1), sent], [pending({})], day))).not.toContain('pending')
    expect(kinds(timelineOf([aMessage(1), sent], [pending({ kind: 'note' })], day))).toContain('pending')
    expect(kinds(timelineOf([aMessage(1), sent], [pending({ after: 2 })], day))).toContain('pending')
  })
})
