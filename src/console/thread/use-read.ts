import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { applyUpdate } from '../live/apply.ts'
import { request } from '../net/http.ts'
import { useMe } from '../session/session.tsx'

/** Tells the server what was seen: only at the end of the thread, on a page in front, and not for a colleague. */
export const useRead = (thread: ThreadDetail, last: number, atEnd: boolean) => {
  const client = useQueryClient()
  const me = useMe()
  const others = thread.turn === 'agent' && thread.assignee !== null && thread.assignee.id !== me.id
  const due = me.role !== 'ops' && thread.unread > 0 && atEnd && last > 0 && !others
  const { id } = thread
  useEffect(() => {
    if (!due) return
    const tell = () => {
      if (document.visibilityState !== 'visible') return
      void request(`/api/threads/${id}/read`, { method: 'POST', body: { seq: last } }).then(
        () => markRead(client, id, me.id),
        () => undefined,
      )
    }
    const timer = setTimeout(tell, 600)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [due, id, last, client, me.id])
}

const markRead = (client: ReturnType<typeof useQueryClient>, id: string, me: string) => {
  const thread = client.getQueryData<ThreadDetail>(['thread', id])
  if (thread)
    applyUpdate(
      client,
      { messages: [], channels: [], channelsGone: [], threads: [{ ...rowOf(thread), unread: 0 }] },
      me,
    )
}

const rowOf = (thread: ThreadDetail) => {
  const { identities: _identities, case: _case, earlierCases: _earlier, replyTo: _reply, ...row } = thread
  return row
}
