import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { MessageView } from '../../api/schemas/messages.ts'
import type { ThreadDetail, ThreadView } from '../../api/schemas/threads.ts'
import { SidePanel } from '../card/side-panel.tsx'
import { SideSheet } from '../card/side-sheet.tsx'
import { Composer, type ComposerHandle } from '../composer/composer.tsx'
import { sayError } from '../net/error-words.ts'
import { threadOf } from '../net/queries.ts'
import { Button } from '../parts/button.tsx'
import { useMe } from '../session/session.tsx'
import { useKeys } from '../shell/use-keys.ts'
import { useMedia } from '../shell/use-media.ts'
import { useWords } from '../words/use-words.tsx'
import { MessageList } from './message-list.tsx'
import { ThreadHeader } from './thread-header.tsx'
import { useDesk } from './use-desk.ts'

export const ThreadPage = ({ id, view }: { id: string; view: ThreadView }) => {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(threadOf(id))
  const [, go] = useLocation()
  if (data) return <OpenThread thread={data} view={view} />
  return (
    <main
      id="thread"
      tabIndex={-1}
      className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 p-6 outline-none"
    >
      {error && (
        <>
          <p role="alert" className="text-soft">
            {sayError(error, t)}
          </p>
          <div className="flex gap-2">
            <Button onPress={() => void refetch()}>{t('common.retry')}</Button>
            <Button look="quiet" onPress={() => go(`/${view}`)}>
              {t('common.back')}
            </Button>
          </div>
        </>
      )}
    </main>
  )
}

const OpenThread = ({ thread, view }: { thread: ThreadDetail; view: ThreadView }) => {
  const { t } = useWords()
  const desk = useDesk(thread.id)
  const wide = useMedia('(min-width: 1200px)')
  const [card, setCard] = useState(false)
  const [closing, setClosing] = useState(false)
  const composer = useRef<ComposerHandle>(null)
  const page = useRef<HTMLElement>(null)
  const [, go] = useLocation()

  const take = async () => {
    if (await desk.take()) composer.current?.focus('reply')
  }
  const me = useMe()
  const others = thread.turn === 'agent' && thread.assignee?.id !== me.id
  const acts = me.role !== 'ops' && !others
  const canTake = acts && (thread.turn === 'waiting' || thread.turn === 'bot')
  const canClose = acts && thread.turn !== 'closed'
  useKeys({
    t: () => canTake && void take(),
    r: () => composer.current?.focus('reply'),
    n: () => composer.current?.focus('note'),
    e: () => canClose && setClosing(true),
  })
  const onReply = (message: MessageView) => composer.current?.quote(message)
  const onEdit = (message: MessageView) => composer.current?.edit(message)
  /** A key that vanished with what it did must not take the focus with it. */
  const keepFocus = () => setTimeout(() => document.activeElement === document.body && page.current?.focus())

  return (
    <>
      <main
        ref={page}
        id="thread"
        tabIndex={-1}
        aria-label={t('thread.label', { name: thread.customer.name || t('row.nameless') })}
        className="flex min-h-0 min-w-0 flex-1 flex-col outline-none"
      >
        <ThreadHeader
          thread={thread}
          desk={desk}
          take={() => void take()}
          closing={closing}
          setClosing={setClosing}
          acted={keepFocus}
          back={() => go(`/${view}`)}
          {...(wide ? {} : { showCard: () => setCard(true) })}
        />
        <MessageList thread={thread} onReply={onReply} onEdit={onEdit} />
        {me.role === 'ops' ? (
          <p className="border-line border-t bg-surface px-5 py-3 text-sm text-soft">{t('desk.readOnly')}</p>
        ) : (
          <Composer ref={composer} thread={thread} desk={desk} />
        )}
      </main>
      {wide ? (
        <aside
          aria-label={t('card.title')}
          className="w-[300px] shrink-0 overflow-y-auto border-line border-s bg-surface 2xl:w-[340px]"
        >
          <SidePanel thread={thread} />
        </aside>
      ) : (
        <SideSheet open={card} close={() => setCard(false)} thread={thread} />
      )}
    </>
  )
}
