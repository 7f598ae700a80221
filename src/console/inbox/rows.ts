import type { ThreadListRow, ThreadView } from '../../api/schemas/threads.ts'
import type { RowPage } from '../net/queries.ts'

export const views = ['waiting', 'mine', 'team', 'bot', 'closed', 'all'] as const satisfies readonly ThreadView[]

export const isView = (value: string): value is ThreadView => (views as readonly string[]).includes(value)

const belongs: Record<ThreadView, (row: ThreadListRow, me: string) => boolean> = {
  waiting: row => row.turn === 'waiting',
  mine: (row, me) => row.turn === 'agent' && row.assignee?.id === me,
  /** What colleagues have. */
  team: (row, me) => row.turn === 'agent' && row.assignee?.id !== me,
  bot: row => row.turn === 'bot',
  closed: row => row.turn === 'closed',
  all: () => true,
}

export const isIn = (view: ThreadView, row: ThreadListRow, me: string) => belongs[view](row, me)

/** Waiting: the longest wait first. Everywhere else: the newest words first. */
const byPlace = (view: ThreadView) => (a: ThreadListRow, b: ThreadListRow) => {
  const order =
    view === 'waiting'
      ? (a.waitingSince ?? a.lastAt).localeCompare(b.waitingSince ?? b.lastAt)
      : b.lastAt.localeCompare(a.lastAt)
  return order || a.id.localeCompare(b.id)
}

/**
 * The list with `changed` put over it. A row that would come after the last one loaded is left out while there are more:
 * it comes with its page.
 */
export const putRows = (page: RowPage, changed: readonly ThreadListRow[], view: ThreadView, me: string): RowPage => {
  const ids = new Set(changed.map(row => row.id))
  const rest = page.threads.filter(row => !ids.has(row.id))
  const order = byPlace(view)
  const last = page.next === null ? null : rest.at(-1)
  const coming = changed.filter(row => isIn(view, row, me) && (!last || order(row, last) < 0))
  if (coming.length === 0 && rest.length === page.threads.length) return page
  return { threads: [...rest, ...coming].sort(order), next: page.next }
}

export const addPage = (page: RowPage, more: RowPage): RowPage => {
  const known = new Set(page.threads.map(row => row.id))
  return { threads: [...page.threads, ...more.threads.filter(row => !known.has(row.id))], next: more.next }
}
