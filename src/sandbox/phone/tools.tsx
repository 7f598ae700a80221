import { ChevronDown, Pencil, Reply, Trash2 } from 'lucide-react'
import { type ReactNode, type ToggleEvent, useRef, useState } from 'react'
import type { Do, Quoting } from './doing.ts'
import { useSpeech } from './language.ts'
import { leave } from './menu.ts'
import { abilities, type Message, type Messenger } from './model.ts'

interface ToolsProps {
  /** The pictures of one album are one thing to whoever looks at them. */
  parts: [Message, ...Message[]]
  messenger: Messenger
  /** Whether its words can be changed. */
  edits: boolean
  quote(quoting: Quoting): void
  doing: Do
}

const LOOK =
  'rounded-full p-1.5 pointer-fine:bg-paper/80 text-quiet hover:text-ink opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-50'

/** What can be done with a message: beside it, and, where there is more than fits there, in a menu over it. */
export function Tools(props: ToolsProps) {
  const { t } = useSpeech()
  const { messenger, edits, quote } = props
  const [message] = props.parts
  const { reacts } = abilities[messenger]
  return (
    <span className="flex shrink-0 gap-0.5">
      <button
        type="button"
        aria-label={t.reply}
        title={t.reply}
        onClick={() => quote({ kind: 'reply', message })}
        className={LOOK}
      >
        <Reply size={15} className="rtl:-scale-x-100" aria-hidden="true" />
      </button>
      {edits && !reacts && (
        <button
          type="button"
          aria-label={t.edit}
          title={t.edit}
          onClick={() => quote({ kind: 'edit', message })}
          className={LOOK}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
      )}
      {reacts && <More {...props} />}
    </span>
  )
}

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏']
/** So much room the menu needs above its message, in pixels of the page. */
const ROOM = 280

function More({ parts, edits, quote, doing }: ToolsProps) {
  const { t } = useSpeech()
  const [message] = parts
  const menu = useRef<HTMLDetailsElement>(null)
  const [above, setAbove] = useState(true)
  const mine = message.from === 'customer'
  const own = message.reactions.find(({ from }) => from === 'customer')?.emoji
  const opened = (event: ToggleEvent<HTMLDetailsElement>) =>
    setAbove(event.currentTarget.getBoundingClientRect().top > ROOM)
  const then = (work: () => unknown) => () => {
    if (menu.current) menu.current.open = false
    void work()
  }
  return (
    <details ref={menu} onBlur={leave} onToggle={opened}>
      <summary aria-label={t.menu} title={t.menu} className={`list-none ${LOOK} [&::-webkit-details-marker]:hidden`}>
        <ChevronDown size={15} aria-hidden="true" />
      </summary>
      <div
        className={`absolute z-20 w-60 rounded-2xl border border-line bg-paper p-1.5 shadow-xl ${above ? 'bottom-9' : 'top-full mt-1'} ${mine ? 'end-0' : 'start-0'}`}
      >
        <div className="flex justify-between">
          {EMOJIS.map(emoji => (
            <button
              key={emoji}
              type="button"
              aria-label={`${t.react} ${emoji}`}
              aria-pressed={emoji === own}
              onClick={then(() => doing('react', { messageId: message.id, emoji: emoji === own ? '' : emoji }))}
              className="grid size-9 place-items-center rounded-full text-xl hover:bg-desk aria-pressed:bg-accent/25"
            >
              {emoji}
            </button>
          ))}
        </div>
        {edits && (
          <Item act={then(() => quote({ kind: 'edit', message }))}>
            <Pencil size={15} aria-hidden="true" />
            {t.edit}
          </Item>
        )}
        {mine && (
          <Item act={then(() => parts.map(({ id }) => doing('revoke', { messageId: id })))} danger>
            <Trash2 size={15} aria-hidden="true" />
            {t.revoke}
          </Item>
        )}
      </div>
    </details>
  )
}

const Item = ({ act, danger = false, children }: { act(): void; danger?: boolean; children: ReactNode }) => (
  <button
    type="button"
    onClick={act}
    className={`flex w-full items-center gap-2.5 rounded-xl px-3 py-2 text-start text-sm hover:bg-desk ${danger ? 'text-danger' : ''}`}
  >
    {children}
  </button>
)
