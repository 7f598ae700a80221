import { Pencil, Reply, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { useWords } from '../words/use-words.tsx'
import type { Way } from './way.ts'

interface Props {
  thread: ThreadDetail
  way: Way
  quoted: MessageView | null
  edited: MessageView | null
  stop: { quote: () => void; edit: () => void }
}

/** What stands over the writing box: why it is closed, what is answered or edited. */
export const Above = ({ thread, way, quoted, edited, stop }: Props) => {
  const { t } = useWords()
  const name = `⁨${thread.assignee?.name ?? ''}⁩`
  return (
    <>
      {!way.open && <p className="mb-1.5 text-sm text-soft">{t(`desk.${way.why}`, { name })}</p>}
      {quoted && !edited && (
        <Strip
          icon={<Reply aria-hidden size={15} className="ltr:-scale-x-100" />}
          label={t('composer.stopReply')}
          stop={stop.quote}
        >
          <span className="block font-semibold text-accent">
            {t('composer.replyingTo', {
              name: `⁨${quoted.agent?.name ?? (quoted.from === 'customer' ? thread.customer.name : t(`thread.from.${quoted.from}`))}⁩`,
            })}
          </span>
          <span dir="auto" className="aligned block truncate text-soft">
            {quoted.text || t('thread.noWords')}
          </span>
        </Strip>
      )}
      {edited && (
        <Strip icon={<Pencil aria-hidden size={14} />} label={t('composer.stopEdit')} stop={stop.edit}>
          <span className="block font-semibold text-accent">{t('composer.editing')}</span>
          <span dir="auto" className="aligned block truncate text-soft">
            {edited.text}
          </span>
        </Strip>
      )}
    </>
  )
}

const Strip = ({
  icon,
  label,
  stop,
  children,
}: {
  icon: ReactNode
  label: string
  stop: () => void
  children: ReactNode
}) => (
  <div className="mb-1.5 flex items-center gap-2 rounded-lg border-accent border-s-[3px] bg-sunken py-1 ps-2 pe-1 text-xs">
    <span className="text-accent">{icon}</span>
    <div className="min-w-0 flex-1">{children}</div>
    <IconButton icon={X} label={label} onPress={stop} className="size-7" />
  </div>
)
