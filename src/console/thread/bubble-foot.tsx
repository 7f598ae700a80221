import {
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  CircleSlash,
  Clock3,
  type LucideIcon,
  MousePointerClick,
} from 'lucide-react'
import { useState } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

type State = NonNullable<MessageView['send']>['state']

const signs: Record<State, [LucideIcon, string]> = {
  queued: [Clock3, 'text-faint'],
  sending: [Clock3, 'text-faint'],
  sent: [Check, 'text-faint'],
  delivered: [CheckCheck, 'text-faint'],
  read: [CheckCheck, 'text-read'],
  failed: [CircleAlert, 'text-danger'],
  unknown: [CircleHelp, 'text-wait'],
  cancelled: [CircleSlash, 'text-faint'],
}

/** When, where and how it fared. */
export const BubbleFoot = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  const format = useFormat()
  const at = new Date(message.at)
  return (
    <div className="mt-0.5 flex items-center justify-end gap-1.5 text-2xs text-faint">
      {message.pressed && (
        <span className="flex items-center gap-1">
          <MousePointerClick aria-hidden size={12} /> {t('thread.pressed')}
        </span>
      )}
      <Edited message={message} />
      <time dateTime={message.at} title={format.full(at)}>
        {format.clock(at)}
      </time>
      {message.channel && <ChannelMark channel={message.channel} size={11} />}
      {message.send && <SendSign state={message.send.state} />}
    </div>
  )
}

export const SendSign = ({ state }: { state: State }) => {
  const { t } = useWords()
  const [Icon, look] = signs[state]
  return (
    <span role="img" aria-label={t(`send.${state}`)} title={t(`send.${state}`)} className={look}>
      <Icon aria-hidden size={14} strokeWidth={state === 'read' ? 2.75 : 2} />
    </span>
  )
}

/** The words before an edit, on demand. */
const Edited = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const format = useFormat()
  if (!message.editedAt) return null
  if (message.before.length === 0) return <span>{t('thread.edited')}</span>
  return (
    <>
      {open && (
        <ul aria-label={t('thread.before')} className="me-auto flex flex-col gap-1 border-strong-line border-s-2 ps-2">
          {message.before.map(old => (
            <li key={old.until} title={format.full(new Date(old.until))}>
              <s dir="auto" className="words block text-sm text-soft">
                {old.text}
              </s>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="shrink-0 underline decoration-dotted underline-offset-2"
      >
        {t('thread.edited')}
      </button>
    </>
  )
}
