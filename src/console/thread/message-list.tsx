import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { usePending } from './pending.ts'
import { type Item, timelineOf } from './timeline.ts'
import { TimelineItem } from './timeline-item.tsx'
import { useMessages } from './use-messages.ts'
import { useRead } from './use-read.ts'
import { useScroll } from './use-scroll.ts'

interface Props {
  thread: ThreadDetail
  onReply: (message: MessageView) => void
  onEdit: (message: MessageView) => void
}

const early = 900

/** One scroll of time. At most a few hundred messages are on the page; the rest comes when it is scrolled to. */
export const MessageList = ({ thread, onReply, onEdit }: Props) => {
  const { t } = useWords()
  const format = useFormat()
  const { run, older, newer, around, newest, refetch } = useMessages(thread.id)
  const pending = usePending(thread.id)
  const items = useMemo(
    () => timelineOf(run?.messages ?? [], run?.newer ? [] : pending, format.day),
    [run, pending, format],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const { atEnd, remember, pin } = useScroll(scroller, content, items)
  const jump = useJump(content, items, pin)
  const last = run?.messages.at(-1)?.seq ?? 0
  const end = atEnd && run !== undefined && !run.newer
  useRead(thread, last, end)
  useGapGuard(thread.lastSeq, last, run !== undefined && !run.newer, () => void refetch())

  const fill = () => {
    const box = scroller.current
    if (!box) return
    if (box.scrollTop < early && run?.older) void older().catch(() => undefined)
    if (box.scrollHeight - box.scrollTop - box.clientHeight < early && run?.newer) void newer().catch(() => undefined)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page, should its end be in view too
  useEffect(fill, [run])
  const scrolled = () => {
    remember()
    fill()
  }
  const toEnd = async () => {
    if (run?.newer) await newest().catch(() => undefined)
    pin(true)
  }
  const goTo = async (message: { id: string; seq: number }) => {
    pin(false)
    if (!run?.messages.some(other => other.id === message.id)) await around(message.seq).catch(() => undefined)
    jump(message.id)
  }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={t('thread.messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by keys
        tabIndex={0}
        onScroll={scrolled}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div ref={content} className="relative mx-auto flex max-w-[860px] flex-col px-3 py-4 md:px-6">
          <Top older={run?.older ?? false} empty={run?.messages.length === 0} ready={run !== undefined} />
          {items.map(item => (
            <TimelineItem key={item.id} item={item} thread={thread} onReply={onReply} onEdit={onEdit} onQuote={goTo} />
          ))}
        </div>
      </div>
      {!end && run && <ToEnd last={thread.lastSeq} go={() => void toEnd()} />}
    </div>
  )
}

const Top = ({ older, empty, ready }: { older: boolean; empty: boolean; ready: boolean }) => {
  const { t } = useWords()
  if (!ready) return <div className="h-40" />
  return (
    <p className="pb-3 text-center text-2xs text-faint">
      {t(older ? 'thread.older' : empty ? 'empty.thread' : 'thread.start')}
    </p>
  )
}

/** How many came since the reader left the end. */
const useNewWords = (last: number) => {
  const [since] = useState(last)
  return Math.max(0, last - since)
}

const ToEnd = ({ last, go }: { last: number; go: () => void }) => {
  const { t } = useWords()
  const count = useNewWords(last)
  return (
    <button
      type="button"
      onClick={go}
      aria-label={count > 0 ? undefined : t('thread.toNewest')}
      className="absolute inset-x-0 bottom-3 mx-auto flex h-9 w-fit min-w-9 items-center justify-center gap-1.5 rounded-full border border-line bg-raised px-2.5 text-accent text-sm shadow-pop hover:bg-hover"
    >
      {count > 0 && <span className="font-semibold">{t('thread.newWords', { count })}</span>}
      <ArrowDown aria-hidden size={17} />
    </button>
  )
}

/** Brings a message into view once it is on the page, and lights it up. */
const useJump = (content: React.RefObject<HTMLDivElement | null>, items: Item[], pin: (value: boolean) => void) => {
  const [target, setTarget] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the target may come with the next items
  useEffect(() => {
    if (!target) return
    const found = content.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(target)}"]`)
    if (!found) return
    pin(false)
    found.scrollIntoView({ block: 'center' })
    found.classList.remove('landed')
    requestAnimationFrame(() => found.classList.add('landed'))
    setTarget(null)
  }, [target, items])
  return setTarget
}

/** The thread says that it is longer than what was loaded: ask once for the rest. */
const useGapGuard = (told: number, last: number, whole: boolean, ask: () => void) => {
  const asked = useRef(0)
  useEffect(() => {
    if (!whole || told <= last || asked.current >= told) return
    asked.current = told
    const timer = setTimeout(ask, 300)
    return () => clearTimeout(timer)
  })
}
