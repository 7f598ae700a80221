import { TriangleAlert } from 'lucide-react'
import type { MessageView } from '../../api/schemas/messages.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { sayNotice } from './say-notice.ts'

export const NoticeLine = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  const format = useFormat()
  const { notice } = message
  const at = new Date(message.at)
  const words = notice ? sayNotice(notice, t, format, at) : message.text
  const grave = notice?.code === 'gap' || notice?.code === 'blocked'
  return (
    <p
      className={`flex items-center justify-center gap-1.5 px-6 py-2 text-center text-xs ${grave ? 'text-wait' : 'text-faint'}`}
    >
      {grave && <TriangleAlert aria-hidden size={13} className="shrink-0" />}
      <span>
        {words}
        <time dateTime={message.at} title={format.full(at)}>
          {' '}
          · {format.clock(at)}
        </time>
      </span>
    </p>
  )
}
