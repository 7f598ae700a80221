import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { refuseForeign } from './auth/origin.ts'
import { buildApi } from './build-api.ts'
import { closeInTime } from './closing.ts'
import type { ServerDeps } from './deps.ts'
import { observe } from './observe.ts'
import { registerPages } from './pages.ts'
import { handleError } from './problems.ts'
import { operationRoutes } from './routes/operation.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { registerHeaders, withHeaders } from './security.ts'

const privateNetworks = ['loopback', 'linklocal', 'uniquelocal']

/** Everything that is answered over HTTP. Closing it ends the live streams and waits for the other requests. */
export function buildServer(deps: ServerDeps): FastifyInstance {
  const { settings } = deps
  const app = bare(deps)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  app.decorateRequest('caller', null)
  observe(app, deps.metrics)
  closeInTime(app)
  // Before all else, so that nothing that follows runs for them.
  app.register(webhookRoutes, deps)
  app.register(operationRoutes, deps)
  registerHeaders(app, settings.publicUrl)
  app.register(api => buildApi(api, deps))
  for (const { plugin, prefix } of deps.plugins ?? []) app.register(guest(settings.publicUrl, plugin), { prefix })
  app.register(site => registerPages(site, settings))
  return app
}

const bare = ({ log, settings }: ServerDeps): FastifyInstance =>
  Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // It would write addresses; observe.ts writes patterns.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy ?? privateNetworks,
    bodyLimit: 256 * 1024,
    // A body that never ends does not hold a connection for ever; 50 MB take their time on a slow line.
    requestTimeout: 10 * 60_000,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  })

/** Somebody else's routes get our headers and nobody foreign, and bring everything else. */
const guest =
  (publicUrl: string, plugin: FastifyPluginAsync): FastifyPluginAsync =>
  async (scope, options) => {
    scope.addHook('onRequest', withHeaders)
    scope.addHook('onRequest', refuseForeign(publicUrl))
    await plugin(scope, options)
  }
