import type { FastifyInstance } from 'fastify'
import type { ServerDeps } from '../deps.ts'
import { problemOf, sendProblem } from '../problems.ts'

/** A network posts here, thousands of times a minute: nothing runs that is not needed to hand the body on. */
export async function webhookRoutes(app: FastifyInstance, { webhook }: Pick<ServerDeps, 'webhook'>): Promise<void> {
  // A log of its own for each request costs as much as reading it.
  app.setChildLoggerFactory(log => log)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 1024 * 1024 }, (_request, body, done) =>
    done(null, body),
  )
  app.post<{ Params: { account: string } }>('/channels/telegram/:account', async (request, reply) => {
    const receive = webhook(request.params.account)
    if (!receive) return sendProblem(reply, problemOf('not_found', 'There is no such account.'))
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const { status, retryAfter } = await receive(request.headers, body)
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
    return reply.code(status).send()
  })
}
