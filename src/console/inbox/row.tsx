import { CircleAlert, Clock3 } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'wouter'
import type { ThreadListRow, ThreadView } from '../../api/schemas/threads.ts'
import { Avatar } from '../parts/avatar.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { useMe } from '../session/session.tsx'
import { useFormat, useSpan } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { useSign } from './use-sign.ts'
import { useTopic } from './use-topic.ts'

export const rowHeight = 88

interface Props {
  row: ThreadListRow
  view: ThreadView
  current: boolean
  now: Date
}

/** One thread of the list, told without a click. */
export const Row = memo(({ row, view, current, now }: Props) => {
  const { t } = useWords()
  const format = useFormat()
  const at = new Date(row.lastAt)
  return (
    <Link
      href={`/${view}/${row.id}`}
      aria-current={current ? 'true' : undefined}
      className={`relative flex h-full gap-3 border-line border-b px-3.5 py-2.5 outline-offset-[-2px] transition-colors ${
        current ? 'bg-accent-soft' : 'hover:bg-hover'
      }`}
    >
      <Avatar id={row.customer.id} name={row.customer.name} picture={row.customer.pictureKey} size={38} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-1.5">
          <span dir="auto" className={`aligned truncate ${row.unread > 0 ? 'font-bold' : 'font-semibold'}`}>
            {row.customer.name || t('row.nameless')}
          </span>
          {row.lastChannel && <ChannelMark channel={row.lastChannel} />}
          <time dateTime={row.lastAt} title={format.full(at)} className="ms-auto shrink-0 text-faint text-xs">
            {format.short(at, now)}
          </time>
        </div>
        <div className="flex items-center gap-2">
          <LastWords row={row} />
          {row.unread > 0 && <Unread count={row.unread} />}
        </div>
        <Signs row={row} now={now} />
      </div>
    </Link>
  )
})

const LastWords = ({ row }: { row: ThreadListRow }) => {
  const { t } = useWords()
  const sign = useSign()(row.lastText)
  const by = row.lastFrom && row.lastFrom !== 'customer' ? t(`row.by.${row.lastFrom}`) : ''
  return (
    <p className={`flex min-w-0 flex-1 gap-1 text-sm ${row.unread > 0 ? 'text-ink' : 'text-soft'}`}>
      {by && <span className="shrink-0 text-faint">{by}:</span>}
      <span dir="auto" className="aligned min-w-0 flex-1 truncate">
        {sign ? `${row.lastText} ${sign}` : row.lastText || t('row.noWords')}
      </span>
    </p>
  )
}

const Unread = ({ count }: { count: number }) => {
  const { t } = useWords()
  const { number } = useFormat()
  return (
    <span className="min-w-5 shrink-0 rounded-full bg-accent px-1.5 text-center font-bold text-2xs text-on-accent leading-5">
      <span aria-hidden>{number(count)}</span>
      <span className="sr-only">{t('row.unread', { count })}</span>
    </span>
  )
}

const Signs = ({ row, now }: { row: ThreadListRow; now: Date }) => {
  const { t } = useWords()
  const topic = useTopic()
  return (
    <div className="mt-0.5 flex items-center gap-1.5 overflow-hidden whitespace-nowrap text-2xs">
      <Turn row={row} now={now} />
      {row.topic && <span className="truncate rounded bg-sunken px-1.5 text-soft leading-5">{topic(row.topic)}</span>}
      {row.orderCode && (
        <bdi dir="ltr" className="shrink-0 font-medium text-soft">
          {row.orderCode}
        </bdi>
      )}
      {row.troubled > 0 && (
        <span className="ms-auto flex shrink-0 items-center text-danger" title={t('row.troubled')}>
          <CircleAlert aria-hidden size={14} />
          <span className="sr-only">{t('row.troubled')}</span>
        </span>
      )}
    </div>
  )
}

const Turn = ({ row, now }: { row: ThreadListRow; now: Date }) => {
  const { t } = useWords()
  const span = useSpan()
  const me = useMe()
  if (row.turn === 'waiting' && row.waitingSince) {
    const time = span(now.getTime() - Date.parse(row.waitingSince))
    return (
      <span className="flex shrink-0 items-center gap-1 rounded bg-wait-soft px-1.5 font-semibold text-wait leading-5">
        <Clock3 aria-hidden size={11} />
        <span aria-hidden>{time}</span>
        <span className="sr-only">{t('row.waitingFor', { time })}</span>
      </span>
    )
  }
  if (row.turn === 'agent')
    return (
      <bdi className="shrink-0 truncate rounded bg-accent-soft px-1.5 text-accent leading-5">
        {row.assignee?.id === me.id ? t('row.you') : (row.assignee?.name ?? t('views.team'))}
      </bdi>
    )
  if (row.turn === 'bot')
    return <span className="shrink-0 rounded bg-bot-soft px-1.5 text-bot leading-5">{t('views.bot')}</span>
  return <span className="shrink-0 rounded bg-sunken px-1.5 text-faint leading-5">{t('views.closed')}</span>
}
