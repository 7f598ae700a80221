import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** One line and one figure a request: the route's pattern, never the address, which can hold what is nobody's business. */
export function observe(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode: status, elapsedTime } = reply
    const { url: route = 'none', config } = request.routeOptions
    const { method } = request
    const seen = { method, route, status, ms: Math.round(elapsedTime), agent: request.caller?.agent.id }
    if (status >= 400 && status < 500) request.log.info(seen, 'a request was refused')
    else request.log.debug(seen, 'a request was answered')
    if (!config.stream) metrics.answered({ method, route, status, seconds: elapsedTime / 1000 })
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It lasts as long as somebody listens: no figure of how fast we are. */
    stream?: boolean
  }
}
