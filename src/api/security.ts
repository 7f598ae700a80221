import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const self = "'self'"

/** Nothing runs or is loaded but what we serve ourselves; no page of ours stands in a frame. */
const policy = (https: boolean) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: [self],
    styleSrc: [self],
    fontSrc: [self],
    connectSrc: [self],
    imgSrc: [self, 'data:', 'blob:'],
    mediaSrc: [self, 'blob:'],
    workerSrc: [self],
    manifestSrc: [self],
    formAction: [self],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    ...(https ? { upgradeInsecureRequests: [] } : {}),
  },
})

/** Makes `withHeaders` possible in every part of the server; each part says for itself where they are wanted. */
export function registerHeaders(app: FastifyInstance, publicUrl: string): void {
  const https = publicUrl.startsWith('https:')
  app.register(helmet, {
    global: false,
    contentSecurityPolicy: policy(https),
    // Browsers refuse it from plain addresses, and would remember it for a host that has no certificate.
    strictTransportSecurity: https ? { maxAge: 180 * 24 * 60 * 60 } : false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  })
}

/** A hook: sets the headers of a page of ours, and the number by which the log knows the request. */
export async function withHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await reply.helmet()
  void reply.header('x-request-id', request.id)
}
