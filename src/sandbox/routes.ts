import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { deed } from './deeds.ts'
import { followLive } from './live.ts'
import { attempt, problem } from './problem.ts'
import { picture, pictureNames } from './samples/pictures.ts'
import { voiceSample } from './samples/voice.ts'
import { serveFile } from './serve-file.ts'
import type { Bot, BotApi, CustomerPhone } from './telegram/contract.ts'
import type { Absence, SandboxWhatsApp } from './whatsapp.ts'
import { describeWhatsApp, whatsappRoutes } from './whatsapp-routes.ts'

/** Room for a few photos as base64. */
const BODY_LIMIT = 64 * 1024 * 1024

/** What the phone page asks of the sandbox. No sign-in: it is mounted only where the sandbox is on. */
export function sandboxRoutes(api: BotApi, bot: Bot, whatsapp: SandboxWhatsApp | Absence = 'off'): FastifyPluginAsync {
  const networks = { api, bot, whatsapp: typeof whatsapp === 'string' ? null : whatsapp }
  return async app => {
    app.addHook('onRequest', refuseForeign)
    app.get('/state', async () => ({
      bot: { username: bot.username },
      people: api.customers(bot).map(describe),
      whatsapp: describeWhatsApp(whatsapp),
    }))
    app.get('/live', (request, reply) => followLive(networks, request, reply))
    app.post('/customers', { bodyLimit: BODY_LIMIT }, (request, reply) => create(api, bot, request, reply))
    app.post('/customers/:id/:deed', { bodyLimit: BODY_LIMIT }, (request, reply) => act(api, bot, request, reply))
    app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) =>
      serveFile(reply, api.file(bot, request.params.id)),
    )
    samples(app)
    await app.register(whatsappRoutes(whatsapp, BODY_LIMIT), { prefix: '/whatsapp' })
  }
}

const describe = (phone: CustomerPhone) => ({
  id: phone.id,
  person: phone.person,
  blocked: phone.blocked,
  messages: phone.messages(),
})
export type Described = ReturnType<typeof describe>

/** A page of another site may not write here, though it can reach this machine. */
async function refuseForeign(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { origin } = request.headers
  if (origin === undefined || request.method === 'GET') return
  if (URL.canParse(origin) && new URL(origin).host === request.headers.host) return
  await problem(reply, 403, 'This address is for the sandbox page only.')
}

const Person = z.object({
  firstName: z.string().trim().min(1).max(64),
  lastName: z.string().trim().max(64).optional(),
  languageCode: z.string().regex(/^[a-z]{2}$/),
})

async function create(api: BotApi, bot: Bot, request: FastifyRequest, reply: FastifyReply) {
  const person = Person.safeParse(request.body)
  if (!person.success) return problem(reply, 400, 'A customer needs a first name and a language.')
  const { lastName, ...rest } = person.data
  return describe(api.customer(bot, { ...rest, ...(lastName && { lastName }) }))
}

async function act(api: BotApi, bot: Bot, request: FastifyRequest, reply: FastifyReply) {
  const params = request.params as { id: string; deed: string }
  const phone = api.customers(bot).find(({ id }) => String(id) === params.id)
  if (!phone) return problem(reply, 404, 'There is no such customer in the sandbox.')
  return attempt(reply, () => deed(phone, params.deed, request.body))
}

function samples(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>('/samples/:name', async (request, reply) => {
    if (request.params.name === 'voice') return reply.type(voiceSample.mime).send(voiceSample.bytes())
    const name = pictureNames.find(each => each === request.params.name)
    if (!name) return problem(reply, 404, 'There is no such sample.')
    return reply
      .header('cache-control', 'max-age=86400')
      .type('image/jpeg')
      .send((await picture(name)).bytes)
  })
}
