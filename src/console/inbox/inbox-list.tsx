import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { ThreadListRow, ThreadView } from '../../api/schemas/threads.ts'
import { sayError } from '../net/error-words.ts'
import { Button } from '../parts/button.tsx'
import { LineStatus } from '../shell/line-state.tsx'
import { useNow } from '../shell/use-format.ts'
import { useMedia } from '../shell/use-media.ts'
import { useWords } from '../words/use-words.tsx'
import { ListHeader } from './list-header.tsx'
import { Row, rowHeight } from './row.tsx'
import { useRows } from './use-rows.ts'

interface Props {
  view: ThreadView
  thread: string | null
  showKeys: () => void
}

export const InboxList = ({ view, thread, showKeys }: Props) => {
  const { t } = useWords()
  const { rows, more, isPending, error, refetch } = useRows(view)
  // On a phone the list is the page.
  const Tag = useMedia('(max-width: 767px)') && !thread ? 'main' : 'section'
  return (
    <Tag
      aria-label={t(`views.${view}`)}
      className={`${thread ? 'hidden md:flex' : 'flex'} min-h-0 flex-1 flex-col border-line bg-surface md:w-[300px] md:flex-none md:border-e xl:w-[330px] 2xl:w-[360px]`}
    >
      <ListHeader view={view} showKeys={showKeys} />
      <LineStatus />
      {error && rows.length === 0 ? (
        <div role="alert" className="flex flex-col items-start gap-3 p-5 text-sm text-soft">
          {sayError(error, t)}
          <Button onPress={() => void refetch()}>{t('common.retry')}</Button>
        </div>
      ) : rows.length === 0 && !isPending ? (
        <p className="px-8 py-16 text-center text-faint text-sm">{t(`empty.${view}`)}</p>
      ) : (
        <Rows key={view} rows={rows} view={view} thread={thread} more={more} />
      )}
    </Tag>
  )
}

interface RowsProps {
  rows: ThreadListRow[]
  view: ThreadView
  thread: string | null
  more: () => Promise<void>
}

const Rows = ({ rows, view, thread, more }: RowsProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const now = useNow()
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: index => rows[index]!.id,
    overscan: 6,
  })
  const shown = list.getVirtualItems()
  const end = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (end >= rows.length - 15) void more().catch(() => undefined)
  }, [end, rows.length, more])

  const at = rows.findIndex(row => row.id === thread)
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' })
  }, [at, list])

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      {/* biome-ignore lint/a11y/noRedundantRoles: without its bullets Safari no longer takes it for a list */}
      <ul role="list" className="relative" style={{ height: list.getTotalSize() }}>
        {shown.map(item => {
          const row = rows[item.index]!
          return (
            <li
              key={row.id}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <Row row={row} view={view} current={row.id === thread} now={now} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
