import type { FastifyInstance } from 'fastify'
import { sameSecret } from '../auth/secrets.ts'
import type { ServerDeps } from '../deps.ts'
import { problemOf, sendProblem } from '../problems.ts'

/** For whoever runs the service: does it live, can it work, how does it fare. */
export async function operationRoutes(
  app: FastifyInstance,
  { store, started, metrics, settings: { metricsToken } }: ServerDeps,
): Promise<void> {
  const heads = { exposeHeadRoute: true }
  app.get('/healthz', heads, async () => ({ status: 'alive' }))

  app.get('/readyz', heads, async (_request, reply) => {
    if (!started()) return sendProblem(reply, problemOf('unavailable', 'Still starting.'))
    try {
      await store.check()
    } catch {
      return sendProblem(reply, problemOf('unavailable', 'The database does not answer.'))
    }
    return { status: 'ready' }
  })

  if (metricsToken === null) return
  app.get('/metrics', async (request, reply) => {
    if (!sameSecret(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) {
      return sendProblem(reply, problemOf('signed_out', 'The metrics need their own token.'))
    }
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}
