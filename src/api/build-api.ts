import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { guardRoutes } from './access.ts'
import type { Api } from './app.ts'
import { createAccounts } from './auth/accounts.ts'
import { createCallers } from './auth/caller.ts'
import { guard } from './auth/guard.ts'
import { knownBrowsers } from './auth/known-browser.ts'
import { refuseForeign } from './auth/origin.ts'
import { keptSecret } from './auth/secrets.ts'
import type { ServerDeps } from './deps.ts'
import { describeRoutes, documentationRoutes } from './documentation.ts'
import { keepAnswers } from './idempotency.ts'
import { createLiveHub } from './live/hub.ts'
import { agentRoutes } from './routes/agents.ts'
import { channelRoutes } from './routes/channels.ts'
import { fileRoutes, uploadBytes } from './routes/files.ts'
import { liveRoutes } from './routes/live.ts'
import { messageRoutes } from './routes/messages.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { threadRoutes } from './routes/threads.ts'
import { withHeaders } from './security.ts'

/** Everything under `/api`. */
export async function buildApi(scope: FastifyInstance, deps: ServerDeps): Promise<void> {
  const api: Api = scope.withTypeProvider<ZodTypeProvider>()
  const { store, clock, settings, lines } = deps
  const { publicUrl, sandbox } = settings
  const secret = await keptSecret(store, 'sessions')
  const accounts = createAccounts({ store, secret, publicUrl })
  const callers = createCallers({ accounts, store, clock })
  const hub = createLiveHub(deps)
  api.addHook('preClose', () => hub.close())

  await protect(api)
  await describeRoutes(api)
  guardRoutes(api)
  api.addHook('onRequest', withHeaders)
  api.addHook('onRequest', refuseForeign(publicUrl))
  // After every onRequest hook: who sends too much is turned away before anybody looks who it is.
  api.addHook('preParsing', guard(callers))
  keepAnswers(api, { store, clock, secret })

  sessionRoutes(api, { accounts, callers, hub, browsers: knownBrowsers({ secret, publicUrl }) })
  agentRoutes(api, deps)
  threadRoutes(api, deps)
  messageRoutes(api, deps)
  fileRoutes(api, deps)
  channelRoutes(api, { lines, sandbox })
  liveRoutes(api, { hub, callers })
  await documentationRoutes(api)
}

/** What keeps one caller, or all of them together, from taking the service down. */
async function protect(api: Api): Promise<void> {
  await api.register(underPressure, { maxEventLoopDelay: 2_000, retryAfter: 5 })
  await api.register(rateLimit, { max: 3_000, timeWindow: 60_000, cache: 20_000 })
  // One byte more than may be kept: the store of files then sees that it is too much, and not a file that ends early.
  await api.register(multipart, { limits: { files: 1, fields: 5, fileSize: uploadBytes + 1 } })
}
