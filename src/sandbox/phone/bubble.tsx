import { Ban } from 'lucide-react'
import { Buttons } from './buttons.tsx'
import type { Do, Quoting } from './doing.ts'
import { Attachments } from './files.tsx'
import { time, useSpeech } from './language.ts'
import type { Message, Messenger } from './model.ts'
import { preview } from './preview.ts'
import { Said } from './said.tsx'
import { Tick } from './tick.tsx'
import { Tools } from './tools.tsx'

interface BubbleProps {
  parts: [Message, ...Message[]]
  messenger: Messenger
  quoted: Message | null
  answered: number
  quote(quoting: Quoting): void
  doing: Do
}

export function Bubble({ parts, messenger, quoted, answered, quote, doing }: BubbleProps) {
  const [first] = parts
  const mine = first.from === 'customer'
  const text = parts.find(part => part.text)?.text
  const files = parts.flatMap(part => part.files)
  const pictures = files.length > 0 && files.every(({ as }) => as === 'photo' || as === 'video')
  const reactions = parts.flatMap(part => part.reactions)
  return (
    <div className={`group relative flex items-end gap-1 ${mine ? 'flex-row-reverse' : ''}`}>
      <div className="max-w-[82%] min-w-0">
        <article
          className={`overflow-hidden rounded-2xl shadow-xs ${mine ? 'rounded-ee-md bg-mine' : 'rounded-es-md bg-theirs'} ${pictures ? 'p-1' : 'px-3 py-1.5'}`}
        >
          {quoted && <Quoted message={quoted} />}
          {first.revoked && <Revoked />}
          <Attachments parts={parts} />
          {text && (
            <p
              dir="auto"
              className={`text-[15px] leading-relaxed break-words whitespace-pre-wrap ${pictures ? 'px-2 pt-1' : ''}`}
            >
              <Said text={text} />
            </p>
          )}
          <Meta message={parts.at(-1) ?? first} edited={parts.some(part => part.edited)} inset={pictures} />
        </article>
        {reactions.length > 0 && <Reactions reactions={reactions} />}
        {first.buttons.length > 0 && <Buttons message={first} answered={answered} doing={doing} />}
      </div>
      {!first.revoked && (
        <Tools parts={parts} messenger={messenger} edits={mine && text !== undefined} quote={quote} doing={doing} />
      )}
    </div>
  )
}

function Quoted({ message }: { message: Message }) {
  const speech = useSpeech()
  return (
    <p
      dir="auto"
      className="mb-1 truncate rounded-lg border-s-[3px] border-accent bg-accent/10 px-2 py-1 text-sm text-ink/80"
    >
      {preview(speech, message)}
    </p>
  )
}

function Revoked() {
  const { t } = useSpeech()
  return (
    <p className="flex items-center gap-1.5 text-sm text-quiet">
      <Ban size={14} aria-hidden="true" />
      {t.revoked}
    </p>
  )
}

function Reactions({ reactions }: Pick<Message, 'reactions'>) {
  return (
    <p className="relative z-1 ms-2 -mt-1.5 w-fit rounded-full border border-line bg-paper px-1.5 text-sm leading-6">
      {[...new Set(reactions.map(({ emoji }) => emoji))].join(' ')}
    </p>
  )
}

function Meta({ message, edited, inset }: { message: Message; edited: boolean; inset: boolean }) {
  const { t, language } = useSpeech()
  return (
    <p
      className={`flex items-center justify-end gap-1 text-[11px] leading-4 text-quiet ${inset ? 'px-2 pt-0.5 pb-1' : ''}`}
    >
      {edited && !message.revoked && <span>{t.edited}</span>}
      <time dateTime={message.date}>{time(language, new Date(message.date))}</time>
      {message.from === 'customer' && !message.revoked && <Tick ticks={message.ticks} />}
    </p>
  )
}
