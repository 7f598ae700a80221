import { Copy, type LucideIcon, Pencil, Reply } from 'lucide-react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { copyText } from '../parts/copy-key.tsx'
import { useMe } from '../session/session.tsx'
import { useWords } from '../words/use-words.tsx'

interface Props {
  message: MessageView
  thread: ThreadDetail
  onReply: (message: MessageView) => void
  onEdit: (message: MessageView) => void
}

const arrived = new Set(['sent', 'delivered', 'read'])

const canEdit = (message: MessageView, thread: ThreadDetail, me: string): boolean =>
  message.from === 'agent' &&
  message.agent?.id === me &&
  message.text !== '' &&
  message.deletedAt === null &&
  thread.replyTo?.edit === true &&
  thread.replyTo.channel === message.channel &&
  arrived.has(message.send?.state ?? '')

/** Small keys beside a bubble: there when it is pointed at or reached by keyboard, faint on a touch screen. */
export const BubbleActs = ({ message, thread, onReply, onEdit }: Props) => {
  const { t } = useWords()
  const me = useMe()
  const quotable = message.from !== 'note' && message.deletedAt === null && thread.replyTo !== null
  return (
    <div className="flex shrink-0 opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 touch:opacity-60">
      {quotable && <Act icon={Reply} turns label={t('thread.reply')} press={() => onReply(message)} />}
      {canEdit(message, thread, me.id) && <Act icon={Pencil} label={t('thread.edit')} press={() => onEdit(message)} />}
      {message.text && (
        <span className="touch:hidden">
          <Act icon={Copy} label={t('thread.copy')} press={() => void copyText(message.text)} />
        </span>
      )}
    </div>
  )
}

const Act = ({
  icon: Icon,
  label,
  press,
  turns,
}: {
  icon: LucideIcon
  label: string
  press: () => void
  turns?: boolean
}) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={press}
    className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
  >
    <Icon aria-hidden size={15} className={turns ? 'ltr:-scale-x-100' : ''} />
  </button>
)
