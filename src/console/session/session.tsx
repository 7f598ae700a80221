import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { Redirect } from 'wouter'
import type { AgentView } from '../../api/schemas/agents.ts'
import { forgetDrafts } from '../composer/drafts.ts'
import { RequestError, request } from '../net/http.ts'
import { me as meQuery } from '../net/queries.ts'
import { Unreachable } from './unreachable.tsx'

const Context = createContext<AgentView | null>(null)

/** Who is signed in. Only inside `SignedIn`. */
export const useMe = () => useContext(Context)!

export const SignedIn = ({ children }: { children: ReactNode }) => {
  const { data, error, refetch } = useQuery(meQuery)
  if (error instanceof RequestError && error.status === 401)
    return <Redirect to={data ? '/sign-in?expired' : '/sign-in'} replace />
  if (error && !data) return <Unreachable error={error} retry={() => void refetch()} />
  if (!data) return null
  return <Context value={data}>{children}</Context>
}

/** Leaves nothing of the customers' words in this browser. */
export const useSignOut = () => {
  const client = useQueryClient()
  return async () => {
    await request('/api/auth/sign-out', { method: 'POST', body: {} }).catch(() => undefined)
    forgetDrafts()
    client.clear()
    location.assign('/sign-in')
  }
}
