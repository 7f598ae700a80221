import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ChatHead } from './chat-head.tsx'
import { Composer } from './composer.tsx'
import type { Do, Quoting } from './doing.ts'
import { useSpeech } from './language.ts'
import { Messages } from './messages.tsx'
import { abilities, type Customer } from './model.ts'
import { act } from './sandbox-api.ts'
import type { Sandbox } from './use-sandbox.ts'

export function Chat({ customer, sandbox, back }: { customer: Customer; sandbox: Sandbox; back(): void }) {
  const { t } = useSpeech()
  const { messenger, id } = customer
  const [quoting, quote] = useState<Quoting | null>(null)
  const [problem, setProblem] = useState('')
  const answer = sandbox.answer?.person === customer.key ? sandbox.answer : null
  const action = sandbox.actions[customer.key]
  const addressee = useMemo(() => ({ messenger, id }), [messenger, id])
  const doing: Do = useCallback(
    (deed, body) =>
      act(addressee, deed, body).then(
        () => true,
        (error: Error) => {
          setProblem(t.failed + error.message)
          return false
        },
      ),
    [addressee, t],
  )
  useLooking(customer, doing)
  useEffect(() => {
    if (!problem) return
    const timer = setTimeout(() => setProblem(''), 6000)
    return () => clearTimeout(timer)
  }, [problem])
  const note = problem || answer?.text
  return (
    <>
      <ChatHead
        customer={customer}
        shop={sandbox.whatsapp.phones.find(({ number }) => number === customer.shop)?.name ?? customer.shop}
        typing={action !== undefined}
        back={back}
        doing={doing}
      />
      <div className="relative min-h-0 flex-1">
        <Scroller>
          <Messages
            customer={customer}
            answered={answer?.at ?? 0}
            typing={action !== undefined}
            quote={quote}
            doing={doing}
          />
        </Scroller>
        {note && (
          <p
            role="alert"
            dir="auto"
            className="absolute inset-x-6 bottom-4 rounded-xl bg-ink/90 px-4 py-2 text-center text-sm text-paper"
          >
            {note}
          </p>
        )}
      </div>
      <Foot customer={customer} quoting={quoting} quote={quote} doing={doing} problem={setProblem} />
    </>
  )
}

/** A messenger that has read receipts is told what the customer has before the eyes. */
function useLooking({ messenger, messages }: Customer, doing: Do): void {
  const { reads } = abilities[messenger]
  const unread = messages.filter(({ from, ticks }) => from === 'shop' && (ticks === 'sent' || ticks === 'delivered'))
  const last = unread.at(-1)?.id
  useEffect(() => {
    if (!reads || last === undefined) return
    const look = () => {
      if (document.visibilityState === 'visible') void doing('read')
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [reads, last, doing])
}

/** Stays at the newest message, also while pictures grow, unless the reader has scrolled up. */
function Scroller({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const top = useRef(0)
  useLayoutEffect(() => {
    if (!content.current) return
    const watching = new ResizeObserver(() => {
      if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight })
    })
    watching.observe(content.current)
    return () => watching.disconnect()
  }, [])
  // Only a reader moves upwards; content that grows leaves the position as it is.
  const scrolled = () => {
    const { current } = box
    if (!current) return
    if (current.scrollHeight - current.scrollTop - current.clientHeight < 80) atEnd.current = true
    else if (current.scrollTop < top.current - 2) atEnd.current = false
    top.current = current.scrollTop
  }
  return (
    <div ref={box} onScroll={scrolled} className="wallpaper h-full overflow-y-auto">
      <div ref={content} className="flex min-h-full flex-col justify-end">
        {children}
      </div>
    </div>
  )
}

interface FootProps {
  customer: Customer
  quoting: Quoting | null
  quote(quoting: Quoting | null): void
  doing: Do
  problem(text: string): void
}

function Foot(props: FootProps) {
  const { t } = useSpeech()
  const { customer, doing } = props
  const wide = 'w-full rounded-2xl bg-accent py-3 font-semibold text-on-accent hover:opacity-90'
  if (customer.blocked)
    return (
      <div className="grid gap-2 border-t border-line p-3 text-center text-sm text-quiet">
        {t.blocked}
        <button type="button" onClick={() => void doing('unblock')} className={wide}>
          {t.unblock}
        </button>
      </div>
    )
  if (customer.messages.length > 0 || !abilities[customer.messenger].bot) return <Composer {...props} />
  // A link with an invitation opens the sandbox with `?start=…`, as t.me opens the app.
  const payload = new URLSearchParams(window.location.search).get('start')
  return (
    <div className="grid gap-2 border-t border-line p-3 text-center text-sm text-quiet">
      {t.startHint}
      <button type="button" onClick={() => void doing('start', payload ? { payload } : {})} className={wide}>
        {t.start}
      </button>
    </div>
  )
}
