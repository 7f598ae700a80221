import { describe, expect, it } from 'vitest'
import type { ThreadDetail } from '../../src/api/schemas/threads.ts'
import { roomOf, wayOf } from '../../src/console/composer/way.ts'
import { alertOf } from '../../src/console/live/alerts.ts'
import { aRow } from './a-row.ts'

const me = { id: 'sara', role: 'agent' } as const
const mine = { id: 'sara', name: 'Sara' }
const ali = { id: 'ali', name: 'Ali' }
const replyTo = {
  identityId: 'idn_1',
  channel: 'telegram',
  textLength: 4096,
  captionLength: 1024,
  fileBytes: 1,
  edit: true,
  online: true,
} as const satisfies ThreadDetail['replyTo']
const way = (part: Partial<Pick<ThreadDetail, 'turn' | 'assignee' | 'replyTo'>>) =>
  wayOf({ turn: 'agent', assignee: mine, replyTo, ...part }, me)

describe('whether an agent may answer', () => {
  it('lets nobody write into a thread that a colleague has', () => {
    expect(way({ assignee: ali })).toEqual({ open: false, why: 'withOther' })
  })

  it('says so where no channel leads to the customer', () => {
    expect(way({ replyTo: null })).toEqual({ open: false, why: 'noChannel' })
  })

  it('says before what answering changes', () => {
    expect(way({})).toEqual({ open: true, hint: null })
    expect(way({ turn: 'bot', assignee: null })).toEqual({ open: true, hint: 'willTake' })
    expect(way({ turn: 'closed', assignee: null })).toEqual({ open: true, hint: 'willReopen' })
    expect(way({ replyTo: { ...replyTo, online: false } })).toEqual({ open: true, hint: 'offline' })
  })

  it('lets those who only look write no answer', () => {
    expect(wayOf({ turn: 'waiting', assignee: null, replyTo }, { id: 'o', role: 'ops' })).toMatchObject({ open: false })
  })

  it('speaks of the limit only near it', () => {
    expect(roomOf(100, 4096)).toBeNull()
    expect(roomOf(4000, 4096)).toBe(96)
    expect(roomOf(4100, 4096)).toBe(-4)
  })
})

describe('what makes a sound', () => {
  const now = Date.parse('2026-11-22T10:00:00.000Z')
  const waiting = aRow('a', { waitingSince: '2026-11-22T09:59:50.000Z' })

  it('a thread that begins to wait, once', () => {
    expect(alertOf(aRow('a', { turn: 'bot' }), waiting, 'sara', now)).toBe('waiting')
    expect(alertOf(waiting, { ...waiting, lastSeq: 9 }, 'sara', now)).toBeNull()
  })

  it('a thread never seen here, if it has only begun to wait', () => {
    expect(alertOf(undefined, waiting, 'sara', now)).toBe('waiting')
    expect(alertOf(undefined, waiting, 'sara', now + 3_600_000)).toBeNull()
  })

  it("new words of my own customers, and neither mine nor a colleague's", () => {
    const before = aRow('a', { turn: 'agent', assignee: mine })
    const after = { ...before, lastSeq: 2 }
    expect(alertOf(before, after, 'sara', now)).toBe('words')
    expect(alertOf(before, { ...after, lastFrom: 'agent' }, 'sara', now)).toBeNull()
    expect(alertOf(before, { ...after, assignee: ali }, 'sara', now)).toBeNull()
    expect(alertOf(after, after, 'sara', now)).toBeNull()
  })
})
