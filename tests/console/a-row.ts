import type { ThreadListRow } from '../../src/api/schemas/threads.ts'

/** A row of the inbox as the API gives it, with only what a test is about said. */
export const aRow = (id: string, part: Partial<ThreadListRow> = {}): ThreadListRow => ({
  id: `thr_${id}`,
  customer: { id: `cus_${id}`, name: id, pictureKey: null },
  turn: 'waiting',
  unread: 0,
  lastText: '',
  lastFrom: 'customer',
  lastChannel: 'telegram',
  lastAt: '2026-11-22T10:00:00.000Z',
  lastSeq: 1,
  assignee: null,
  topic: null,
  orderCode: null,
  waitingSince: null,
  troubled: 0,
  ...part,
})
