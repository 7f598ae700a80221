import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Api } from './app.ts'
import { problem } from './schemas/common.ts'

/** Describes every route that is added to `api` afterwards, by the schemas that also check what comes and goes. */
export async function describeRoutes(api: Api): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Shenava', version: '1', description: 'One private thread per customer.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'shenava.session_token' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: document => {
      const { schema, route } = document
      if (!schema || schema.hide) return jsonSchemaTransform(document)
      const response = { ...(schema.response as object), default: refusal }
      const security = route.config?.allow === 'anyone' ? { security: [] } : {}
      return jsonSchemaTransform({ ...document, schema: { ...schema, ...security, response } })
    },
  })
}

const refusal = { description: 'A problem', content: { 'application/problem+json': { schema: problem } } }

/** The description itself, and a page to read it and try it out. */
export async function documentationRoutes(api: Api): Promise<void> {
  api.get('/api/openapi.json', { schema: { hide: true } }, async () => api.swagger())
  await api.register(swaggerUi, { routePrefix: '/api/docs', indexPrefix: '' })
}
