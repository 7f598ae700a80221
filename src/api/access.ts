import type { FastifyInstance } from 'fastify'
import type { Role } from '../domain/agent.ts'

export type Allow = 'anyone' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    allow?: Allow
  }
}

const everyone: Allow = ['agent', 'lead', 'ops', 'admin']
/** `ops` reads everything and answers nobody. */
const answering: Allow = ['agent', 'lead', 'admin']
const leading: Allow = ['lead', 'ops', 'admin']
const admins: Allow = ['admin']

/** Who may call what: every route under `/api`, or the server does not start. */
export const access: Record<string, Allow> = {
  'GET /api/setup': 'anyone',
  'POST /api/setup': 'anyone',
  'POST /api/auth/sign-in/email': 'anyone',
  'POST /api/auth/sign-out': 'anyone',
  'POST /api/auth/change-password': everyone,
  'GET /api/openapi.json': 'anyone',

  'GET /api/me': everyone,
  'GET /api/agents': leading,
  'POST /api/agents': admins,

  'GET /api/threads': everyone,
  'GET /api/threads/counts': everyone,
  'GET /api/threads/:id': everyone,
  'GET /api/threads/:id/messages': everyone,
  'POST /api/threads/:id/take': answering,
  'POST /api/threads/:id/messages': answering,
  'POST /api/threads/:id/notes': answering,
  'POST /api/threads/:id/hand-back': answering,
  'POST /api/threads/:id/close': answering,
  'POST /api/threads/:id/reopen': answering,
  'POST /api/threads/:id/read': answering,
  'POST /api/threads/:id/typing': answering,
  'PATCH /api/threads/:id/messages/:messageId': answering,
  'POST /api/threads/:id/messages/:messageId/retry': answering,
  'POST /api/threads/:id/messages/:messageId/dismiss': answering,

  'POST /api/files': answering,
  'GET /api/files/:key': everyone,
  'GET /api/channels': everyone,
  'POST /api/channels': admins,
  'DELETE /api/channels/:id': admins,
  'GET /api/channels/:id/pairing': admins,
  'POST /api/channels/:id/pairing': admins,
  'GET /api/live': everyone,
}

/** The page of the documentation brings its own routes. */
const allowOf = (method: string, url: string): Allow | undefined =>
  url.startsWith('/api/docs') && method === 'GET' ? 'anyone' : access[`${method} ${url}`]

/** Gives every route that is added to `api` its line of the table; a HEAD goes by its GET. */
export function guardRoutes(api: FastifyInstance): void {
  api.addHook('onRoute', route => {
    const methods = [route.method].flat().map(method => (method === 'HEAD' ? 'GET' : method))
    for (const method of methods) {
      const allow = allowOf(method, route.url)
      if (!allow) throw new Error(`nobody said who may call ${method} ${route.url}: see access.ts`)
      route.config = { ...route.config, allow }
    }
  })
}
