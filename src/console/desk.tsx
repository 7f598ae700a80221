import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import type { ThreadView } from '../api/schemas/threads.ts'
import { InboxList } from './inbox/inbox-list.tsx'
import { isView } from './inbox/rows.ts'
import { useRows } from './inbox/use-rows.ts'
import { useBadge } from './live/live-provider.tsx'
import { threadOf } from './net/queries.ts'
import { Banners } from './shell/banners.tsx'
import { Rail } from './shell/rail.tsx'
import { useKeys } from './shell/use-keys.ts'
import { NothingPicked } from './thread/nothing-picked.tsx'
import { ThreadPage } from './thread/thread-page.tsx'
import { messagesOf } from './thread/use-messages.ts'
import { useWords } from './words/use-words.tsx'

const KeysHelp = lazy(() => import('./shell/keys-help.tsx').then(part => ({ default: part.KeysHelp })))

/** What an agent sits in front of: views, list, thread. On a phone one of list and thread at a time. */
export const Desk = ({ view, thread }: { view: string; thread: string | null }) =>
  isView(view) ? <Panes view={view} thread={thread} /> : <Redirect to="/waiting" replace />

const Panes = ({ view, thread }: { view: ThreadView; thread: string | null }) => {
  const { t } = useWords()
  const [help, setHelp] = useState(false)
  useTitle()
  useNeighbours(view, thread)
  useKeys({ slash: event => event.shiftKey && setHelp(true) })
  return (
    <div className="flex h-full flex-col">
      <a
        href="#thread"
        className="absolute start-2 top-2 z-50 -translate-y-20 rounded-lg bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
      >
        {t('common.skip')}
      </a>
      <Banners />
      <div className="flex min-h-0 flex-1 flex-col-reverse md:flex-row">
        <Rail view={view} hidden={thread !== null} showKeys={() => setHelp(true)} />
        <InboxList view={view} thread={thread} showKeys={() => setHelp(true)} />
        {thread ? <ThreadPage key={thread} id={thread} view={view} /> : <NothingPicked />}
      </div>
      {help && (
        <Suspense>
          <KeysHelp close={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  )
}

const useTitle = () => {
  const { t } = useWords()
  const badge = useBadge()
  useEffect(() => {
    document.title = badge > 0 ? `(${badge}) ${t('app')}` : t('app')
  }, [badge, t])
}

/** J and K walk the list; what they would open next is already loaded when they are pressed. */
const useNeighbours = (view: ThreadView, thread: string | null) => {
  const client = useQueryClient()
  const { rows } = useRows(view)
  const [, go] = useLocation()
  const at = rows.findIndex(row => row.id === thread)
  const next = (at < 0 ? rows[0] : rows[at + 1])?.id
  const previous = at > 0 ? rows[at - 1]?.id : undefined

  useEffect(() => {
    for (const id of [next, previous]) {
      if (!id) continue
      void client.prefetchQuery(threadOf(id))
      void client.prefetchQuery(messagesOf(id, client))
    }
  }, [client, next, previous])
  useKeys({
    j: () => next && go(`/${view}/${next}`),
    k: () => previous && go(`/${view}/${previous}`),
  })
}
