import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerSettings } from './deps.ts'
import { handleNotFound, problemOf, sendProblem } from './problems.ts'
import { withHeaders } from './security.ts'

type PageSettings = Pick<ServerSettings, 'webRoot' | 'sandbox'>

/** What is ours and no page: it stays "not found" where it is not found. `/channels` is a page, what networks post to is under it. */
const notPages = /^\/(?:channels\/|(?:api|assets|sandbox|metrics|healthz|readyz)(?:\/|$|\?))/

/** The console, and the sandbox's phone where that is on. Every address that is nothing else is one of the console's. */
export async function registerPages(app: FastifyInstance, settings: PageSettings): Promise<void> {
  const { sandbox } = settings
  const webRoot = built(settings.webRoot)
  if (webRoot !== null) await registerAssets(app, webRoot)

  const page = (name: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    await withHeaders(request, reply)
    if (webRoot === null) return sendProblem(reply, problemOf('unavailable', 'The pages were not built.'))
    // A page names its assets by their content, so it must never be an old one.
    return reply.header('cache-control', 'no-cache').sendFile(name, webRoot, { cacheControl: false })
  }
  const consolePage = page('console/index.html')

  app.get('/', consolePage)
  if (sandbox) {
    app.get('/sandbox', (_request, reply) => reply.redirect('/sandbox/'))
    app.get('/sandbox/', page('sandbox/phone/index.html'))
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    return wantsPage && !notPages.test(request.url) ? consolePage(request, reply) : handleNotFound(request, reply)
  })
}

/** Null where nothing was built there: the API works without pages. */
const built = (webRoot: string | null): string | null =>
  webRoot !== null && existsSync(join(webRoot, 'assets')) ? webRoot : null

async function registerAssets(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(async assets => {
    assets.addHook('onRequest', withHeaders)
    await assets.register(fastifyStatic, {
      root: join(webRoot, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      index: false,
      immutable: true,
      maxAge: '1y',
      preCompressed: true,
    })
  })
  await app.register(fastifyStatic, { root: webRoot, serve: false })
}
