import { describe, expect, it } from 'vitest'
import type { ThreadListRow, ThreadView } from '../../src/api/schemas/threads.ts'
import { addPage, isIn, putRows } from '../../src/console/inbox/rows.ts'
import { aRow } from './a-row.ts'

const sara = { id: 'sara', name: 'Sara' }
const names = (page: { threads: ThreadListRow[] }) => page.threads.map(row => row.customer.name)
const since = (minute: number) => ({ waitingSince: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z` })
const last = (minute: number) => ({ lastAt: `2026-11-22T11:${String(minute).padStart(2, '0')}:00.000Z` })
const put = (rows: ThreadListRow[], changed: ThreadListRow[], view: ThreadView, next: string | null = null) =>
  names(putRows({ threads: rows, next }, changed, view, 'sara'))

describe('the inbox list as it changes', () => {
  it('shows the longest waiting first', () => {
    const waiting = [aRow('b', since(5)), aRow('c', since(9))]
    expect(put(waiting, [aRow('a', since(1)), aRow('d', since(12))], 'waiting')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('shows the newest words first everywhere else', () => {
    expect(put([aRow('b', last(5)), aRow('a', last(1))], [aRow('a', last(9))], 'all')).toEqual(['a', 'b'])
  })

  it('lets a thread go from Waiting the moment somebody takes it', () => {
    const taken = aRow('a', { turn: 'agent', assignee: sara })
    expect(put([aRow('a', since(1)), aRow('b', since(2))], [taken], 'waiting')).toEqual(['b'])
    expect(put([], [taken], 'mine')).toEqual(['a'])
    expect(put([], [taken], 'team')).toEqual([])
    expect(isIn('team', taken, 'ali')).toBe(true)
  })

  it("does not call a colleague's thread mine", () => {
    expect(isIn('mine', aRow('a', { turn: 'agent', assignee: { id: 'ali', name: 'Ali' } }), 'sara')).toBe(false)
  })

  it('leaves a row of a later page to its page', () => {
    const shown = [aRow('a', since(1)), aRow('b', since(2))]
    expect(put(shown, [aRow('z', since(50))], 'waiting', 'cursor')).toEqual(['a', 'b'])
    expect(put(shown, [aRow('z', since(50))], 'waiting')).toEqual(['a', 'b', 'z'])
  })

  it('keeps the same list where nothing in it changed', () => {
    const page = { threads: [aRow('a', since(1))], next: null }
    expect(putRows(page, [aRow('x', { turn: 'bot' })], 'waiting', 'sara')).toBe(page)
  })

  it('shows a row once, though it moved between two pages', () => {
    const first = { threads: [aRow('a'), aRow('b')], next: 'two' }
    expect(names(addPage(first, { threads: [aRow('b'), aRow('c')], next: null }))).toEqual(['a', 'b', 'c'])
  })
})
