import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Api } from '../app.ts'
import type { Accounts } from '../auth/accounts.ts'
import { type Callers, headersOf } from '../auth/caller.ts'
import { callerOf } from '../auth/guard.ts'
import type { knownBrowsers } from '../auth/known-browser.ts'
import { library } from '../auth/library.ts'
import { passwordLine } from '../auth/password-line.ts'
import type { LiveHub } from '../live/hub.ts'
import { ProblemError } from '../problems.ts'
import { passwordChange, signIn } from '../schemas/auth.ts'

export interface SessionDeps {
  browsers: ReturnType<typeof knownBrowsers>
  accounts: Accounts
  callers: Callers
  hub: LiveHub
}

const quarter = 15 * 60_000

/** Signing in and out. What the accounts library answers is translated: its cookies are kept, its words are not. */
export function sessionRoutes(api: Api, { accounts, callers, hub, browsers }: SessionDeps): void {
  const looking = passwordLine()
  const ofAccount = api.createRateLimit({
    max: 10,
    timeWindow: quarter,
    keyGenerator: request => {
      const { email } = request.body as z.infer<typeof signIn>
      return `${browsers.isKnown(request, email) ? 'known' : 'account'}:${email.toLowerCase()}`
    },
  })
  // A whole office that begins its day has one address.
  const perAddress = { rateLimit: { max: 100, timeWindow: quarter, groupId: 'sign-in' } }

  async function refuseGuessing(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const limit = await ofAccount(request)
    if (limit.isAllowed || !limit.isExceeded) return
    void reply.header('retry-after', limit.ttlInSeconds)
    throw new ProblemError('rate_limit', 'Too many attempts for this account. Wait some minutes and try again.')
  }

  api.post(
    '/api/auth/sign-in/email',
    {
      schema: { tags: ['session'], summary: 'Sign in', body: signIn, response: { 204: z.null() } },
      config: perAddress,
      preHandler: refuseGuessing,
    },
    async (request, reply) => {
      const before = await callers.find(request, reply)
      const signIn = () =>
        accounts.api.signInEmail({ body: request.body, headers: headersOf(request), returnHeaders: true })
      const known = browsers.isKnown(request, request.body.email)
      const { headers } = await library(() => looking(signIn, { known }))
      if (before?.sessionId) await end(request, before.sessionId)
      giveCookies(reply, headers)
      browsers.remember(reply, request.body.email)
      return reply.code(204).send(null)
    },
  )

  /** A browser holds one session: signing in again ends the one before. */
  async function end(request: FastifyRequest, sessionId: string): Promise<void> {
    await accounts.api.signOut({ headers: headersOf(request) })
    hub.leave(sessionId)
  }

  api.post(
    '/api/auth/sign-out',
    { schema: { tags: ['session'], summary: 'Sign out', response: { 204: z.null() } } },
    async (request, reply) => {
      const caller = await callers.find(request, reply)
      void reply.removeHeader('set-cookie')
      const { headers } = await library(() =>
        accounts.api.signOut({ headers: headersOf(request), returnHeaders: true }),
      )
      if (caller?.sessionId) hub.leave(caller.sessionId)
      giveCookies(reply, headers)
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/api/auth/change-password',
    {
      schema: { tags: ['session'], summary: 'Change your password', body: passwordChange, response: { 204: z.null() } },
      config: perAddress,
    },
    async (request, reply) => {
      const { agent, sessionId } = callerOf(request)
      if (!sessionId) throw new ProblemError('forbidden', 'A program has no password.')
      const body = { ...request.body, revokeOtherSessions: true }
      const change = () => accounts.api.changePassword({ body, headers: headersOf(request), returnHeaders: true })
      const { headers } = await library(() => looking(change, { known: true }))
      hub.leaveAll(agent.id)
      giveCookies(reply, headers)
      return reply.code(204).send(null)
    },
  )
}

function giveCookies(reply: FastifyReply, headers: Headers): void {
  void reply.removeHeader('set-cookie')
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie)
}
