import { Check, CheckCheck, Pencil, Reply } from 'lucide-react'
import { Buttons } from './buttons.tsx'
import type { Do, Quoting } from './doing.ts'
import { Attachments } from './files.tsx'
import { time, useSpeech } from './language.ts'
import { preview } from './preview.ts'
import { Said } from './said.tsx'
import type { Message } from './sandbox-api.ts'

interface BubbleProps {
  parts: [Message, ...Message[]]
  quoted: Message | null
  answered: number
  quote(quoting: Quoting): void
  doing: Do
}

export function Bubble({ parts, quoted, answered, quote, doing }: BubbleProps) {
  const [first] = parts
  const mine = first.from === 'customer'
  const text = parts.find(part => part.text)?.text
  const files = parts.flatMap(part => part.files)
  const pictures = files.length > 0 && files.every(({ as }) => as === 'photo' || as === 'video')
  return (
    <div className={`group flex items-end gap-1 ${mine ? 'flex-row-reverse' : ''}`}>
      <div className="max-w-[82%] min-w-0">
        <article
          className={`overflow-hidden rounded-2xl shadow-xs ${mine ? 'rounded-ee-md bg-mine' : 'rounded-es-md bg-theirs'} ${pictures ? 'p-1' : 'px-3 py-1.5'}`}
        >
          {quoted && <Quoted message={quoted} />}
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
        {first.buttons.length > 0 && <Buttons message={first} answered={answered} doing={doing} />}
      </div>
      <Tools message={first} own={mine && text !== undefined} quote={quote} />
    </div>
  )
}

function Quoted({ message }: { message: Message }) {
  const speech = useSpeech()
  return (
    <p
      dir="auto"
      className="mb-1 truncate rounded-lg border-s-[3px] border-accent bg-accent/10 px-2 py-1 text-sm text-quiet"
    >
      {preview(speech, message)}
    </p>
  )
}

function Meta({ message, edited, inset }: { message: Message; edited: boolean; inset: boolean }) {
  const { t, language } = useSpeech()
  const Tick = message.fetched ? CheckCheck : Check
  return (
    <p
      className={`flex items-center justify-end gap-1 text-[11px] leading-4 text-quiet ${inset ? 'px-2 pt-0.5 pb-1' : ''}`}
    >
      {edited && <span>{t.edited}</span>}
      <time dateTime={message.date}>{time(language, new Date(message.date))}</time>
      {message.from === 'customer' && (
        <span title={message.fetched ? t.fetched : t.sent} className={message.fetched ? 'text-tick' : ''}>
          <Tick size={15} role="img" aria-label={message.fetched ? t.fetched : t.sent} />
        </span>
      )}
    </p>
  )
}

function Tools({ message, own, quote }: { message: Message; own: boolean; quote(quoting: Quoting): void }) {
  const { t } = useSpeech()
  const look =
    'rounded-full p-1.5 pointer-fine:bg-paper/80 text-quiet hover:text-ink opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-50'
  return (
    <span className="flex shrink-0 gap-0.5">
      <button
        type="button"
        aria-label={t.reply}
        title={t.reply}
        onClick={() => quote({ kind: 'reply', message })}
        className={look}
      >
        <Reply size={15} className="rtl:-scale-x-100" aria-hidden="true" />
      </button>
      {own && (
        <button
          type="button"
          aria-label={t.edit}
          title={t.edit}
          onClick={() => quote({ kind: 'edit', message })}
          className={look}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
