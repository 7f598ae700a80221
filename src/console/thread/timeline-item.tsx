import { memo } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { useFormat } from '../shell/use-format.ts'
import { Bubble } from './bubble.tsx'
import { NoticeLine } from './notice-line.tsx'
import { PendingBubble } from './pending-bubble.tsx'
import type { Item } from './timeline.ts'

interface Props {
  item: Item
  thread: ThreadDetail
  onReply: (message: MessageView) => void
  onEdit: (message: MessageView) => void
  onQuote: (message: { id: string; seq: number }) => Promise<void>
}

export const TimelineItem = memo(({ item, thread, ...acts }: Props) => {
  switch (item.kind) {
    case 'day':
      return <Day id={item.id} at={item.at} />
    case 'notice':
      return (
        <div data-id={item.id}>
          <NoticeLine message={item.message} />
        </div>
      )
    case 'pending':
      return (
        <div data-id={item.id}>
          <PendingBubble threadId={thread.id} pending={item.pending} />
        </div>
      )
    default:
      return (
        <article data-id={item.id} className={item.first ? 'pt-3' : 'pt-0.5'}>
          <Bubble message={item.message} first={item.first} thread={thread} {...acts} />
        </article>
      )
  }
})

const Day = ({ id, at }: { id: string; at: Date }) => {
  const format = useFormat()
  return (
    <h2 data-id={id} className="flex justify-center pt-5 pb-2">
      <time
        dateTime={at.toISOString().slice(0, 10)}
        title={format.otherDay(at)}
        className="rounded-full bg-sunken px-3 py-0.5 text-2xs text-soft"
      >
        {format.day(at)}
      </time>
    </h2>
  )
}
