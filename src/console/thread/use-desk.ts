import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { newKey, request } from '../net/http.ts'
import { useSayError } from '../parts/toast.tsx'

export type Act = 'take' | 'hand-back' | 'close' | 'reopen' | 'retry' | 'dismiss' | 'edit'
export type OutcomeAction = NonNullable<NonNullable<ThreadDetail['case']>['outcome']>['action']

/** What an agent does with a thread. Each resolves with whether it was done; a refusal has been said by then. */
export const useDesk = (id: string) => {
  const client = useQueryClient()
  const say = useSayError()
  const [busy, setBusy] = useState<Act | null>(null)

  const act = async (name: Act, path: string, body: unknown, method: 'POST' | 'PATCH' = 'POST') => {
    setBusy(name)
    try {
      await request(`/api/threads/${id}${path}`, { method, body, key: newKey() })
      return true
    } catch (error) {
      say(error)
      return false
    } finally {
      setBusy(null)
      void client.invalidateQueries({ queryKey: ['thread', id] })
    }
  }
  return {
    busy,
    take: () => act('take', '/take', {}),
    handBack: () => act('hand-back', '/hand-back', {}),
    reopen: () => act('reopen', '/reopen', {}),
    close: (action: OutcomeAction, note: string) =>
      act('close', '/close', { outcome: note ? { action, note } : { action } }),
    retry: (message: string) => act('retry', `/messages/${message}/retry`, {}),
    dismiss: (message: string) => act('dismiss', `/messages/${message}/dismiss`, {}),
    edit: (message: string, text: string) => act('edit', `/messages/${message}`, { text }, 'PATCH'),
  }
}
