import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Agent, roles } from '../../domain/agent.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Store } from '../../storage/store.ts'
import { type Accounts, oldestSession } from './accounts.ts'
import { findToken } from './tokens.ts'

/** Who calls: a person with a session, or a program with a token. */
export interface Caller {
  agent: Agent
  email: string
  /** Null for a program. */
  sessionId: string | null
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the request was let in; null on routes for anyone. */
    caller: Caller | null
  }
}

export interface CallersOptions {
  accounts: Accounts
  store: Store
  clock: Clock
}

export type Callers = ReturnType<typeof createCallers>

export function createCallers({ accounts, store, clock }: CallersOptions) {
  async function bySession(headers: Headers, refresh: boolean) {
    const query = { disableRefresh: !refresh }
    const { headers: answer, response } = await accounts.api.getSession({ headers, query, returnHeaders: true })
    const caller = response && response.session.createdAt > oldestSession(clock) ? callerOf(response) : null
    return { caller, cookies: answer.getSetCookie() }
  }

  async function byToken(authorization: string): Promise<Caller | null> {
    const agent = await findToken(store, clock, authorization)
    return agent && { agent, email: '', sessionId: null }
  }

  return {
    /** Null where nobody is signed in. Prolongs a session that is used. */
    async find(request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> {
      const { authorization } = request.headers
      if (authorization !== undefined) return byToken(authorization)
      if (request.headers.cookie === undefined) return null
      const { caller, cookies } = await bySession(headersOf(request), true)
      for (const cookie of cookies) void reply.header('set-cookie', cookie)
      return caller
    },
    /** Whether who sent this request is still signed in with the same role. Prolongs nothing. */
    async still(request: FastifyRequest): Promise<boolean> {
      const { authorization } = request.headers
      const now =
        authorization === undefined ? (await bySession(headersOf(request), false)).caller : await byToken(authorization)
      return now !== null && now.agent.role === request.caller?.agent.role
    },
  }
}

interface Found {
  user: { id: string; name: string; email: string; role?: string | null | undefined }
  session: { id: string }
}

const callerOf = ({ user, session }: Found): Caller | null => {
  const role = roles.find(each => each === user.role)
  return role ? { agent: { id: user.id, name: user.name, role }, email: user.email, sessionId: session.id } : null
}

/** What the accounts library may know of a request. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ 'x-caller-ip': request.ip })
  const { cookie, 'user-agent': browser } = request.headers
  if (cookie !== undefined) headers.set('cookie', cookie)
  if (browser !== undefined) headers.set('user-agent', browser.slice(0, 300))
  return headers
}
