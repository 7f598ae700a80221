import { Bot, Lock, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { useWords } from '../words/use-words.tsx'
import { BubbleActs } from './bubble-acts.tsx'
import { Body } from './bubble-body.tsx'
import { BubbleFoot } from './bubble-foot.tsx'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import { SendTrouble } from './send-trouble.tsx'

interface Props {
  message: MessageView
  first: boolean
  thread: ThreadDetail
  onReply: (message: MessageView) => void
  onEdit: (message: MessageView) => void
  onQuote: (message: { id: string; seq: number }) => Promise<void>
}

const looks: Record<'customer' | 'bot' | 'agent', string> = {
  customer: 'bg-raised border-line rounded-ss-md',
  bot: 'bg-bot-soft border-transparent rounded-se-md',
  agent: 'bg-accent-soft border-transparent rounded-se-md',
}

export const Bubble = ({ message, first, thread, onReply, onEdit, onQuote }: Props) => {
  const from = message.from === 'system' ? 'bot' : message.from
  const ours = from !== 'customer'
  const acts = <BubbleActs message={message} thread={thread} onReply={onReply} onEdit={onEdit} />
  if (from === 'note') return <Note message={message} acts={acts} />
  return (
    <div
      className={`group flex max-w-[88%] flex-col md:max-w-[76%] ${ours ? 'ms-auto items-end' : 'me-auto items-start'}`}
    >
      {first && <Speaker message={message} />}
      <div className={`flex max-w-full items-center gap-1 ${ours ? 'flex-row-reverse' : ''}`}>
        <div className="flex min-w-0 flex-col">
          <div className={`rounded-2xl border px-3 py-1.5 ${looks[from]}`}>
            {message.replyTo && <Quote quoted={message.replyTo} go={onQuote} />}
            <Body message={message} />
            <BubbleFoot message={message} />
          </div>
          <Reactions reactions={message.reactions} />
        </div>
        {acts}
      </div>
      <SendTrouble message={message} />
      <Buttons message={message} />
    </div>
  )
}

/** Across the thread, in its own colour, under a lock: never to be taken for words that left the house. */
const Note = ({ message, acts }: { message: MessageView; acts: ReactNode }) => {
  const { t } = useWords()
  return (
    <div className="group mx-2 flex flex-col rounded-xl border border-note-line border-dashed bg-note-soft px-3 py-1.5 md:mx-[7%]">
      <h3 className="flex items-center gap-1.5 font-semibold text-2xs text-note">
        <Lock aria-hidden size={12} /> {t('thread.noteLabel')}
        <span className="ms-auto">{acts}</span>
        {message.agent && <bdi className="font-medium">{message.agent.name}</bdi>}
      </h3>
      <Body message={message} />
      <BubbleFoot message={message} />
    </div>
  )
}

const Speaker = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  if (message.from === 'customer') return <h3 className="sr-only">{t('thread.from.customer')}</h3>
  const look = 'flex items-center gap-1 px-1 pb-0.5 font-semibold text-2xs'
  if (message.elsewhere)
    return (
      <h3 className={`${look} text-soft`} title={t('thread.elsewhereHint')}>
        <Smartphone aria-hidden size={13} /> {t('thread.elsewhere')}
      </h3>
    )
  return (
    <h3 className={`${look} ${message.from === 'bot' ? 'text-bot' : 'text-accent'}`}>
      {message.from === 'bot' && <Bot aria-hidden size={13} />}
      <bdi>{message.agent?.name ?? t(`thread.from.${message.from}`)}</bdi>
    </h3>
  )
}

const Buttons = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  if (message.buttons.length === 0) return null
  return (
    <ul aria-label={t('thread.buttons')} className="mt-1 flex flex-wrap justify-end gap-1">
      {message.buttons.flat().map(button => (
        <li
          key={button.value}
          dir="auto"
          className="rounded-full border border-line bg-surface px-2.5 text-soft text-xs leading-6"
        >
          {button.label}
        </li>
      ))}
    </ul>
  )
}
