import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cleanFileName } from '../text/names.ts'
import { deed } from './deeds.ts'
import { followLive } from './live.ts'
import { picture, pictureNames } from './samples/pictures.ts'
import { voiceSample } from './samples/voice.ts'
import type { Bot, BotApi, CustomerPhone } from './telegram/contract.ts'

/** Room for a few photos as base64. */
const BODY_LIMIT = 64 * 1024 * 1024

/** What the phone page asks of the sandbox. No sign-in: it is mounted only where the sandbox is on. */
export function sandboxRoutes(api: BotApi, bot: Bot): FastifyPluginAsync {
  return async app => {
    app.addHook('onRequest', refuseForeign)
    app.get('/state', async () => ({ bot: { username: bot.username }, people: api.customers(bot).map(describe) }))
    app.get('/live', (request, reply) => followLive(api, bot, request, reply))
    app.post('/customers', { bodyLimit: BODY_LIMIT }, (request, reply) => create(api, bot, request, reply))
    app.post('/customers/:id/:deed', { bodyLimit: BODY_LIMIT }, (request, reply) => act(api, bot, request, reply))
    files(app, api, bot)
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

const problem = (reply: FastifyReply, status: number, title: string) =>
  reply.code(status).type('application/problem+json').send({ type: 'about:blank', status, title })

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
  try {
    await deed(phone, params.deed, request.body)
    return reply.code(204).send()
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : ''
    return problem(reply, 400, detail)
  }
}

/** Shown in the page as what they are; everything else is only ever saved. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/(ogg|mpeg|webm|mp4)|video\/(mp4|webm))$/

function files(app: FastifyInstance, api: BotApi, bot: Bot): void {
  app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const file = api.file(bot, request.params.id)
    if (!file) return problem(reply, 404, 'There is no such file.')
    const shown = SHOWN.test(file.mime)
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=86400')
      .header(
        'content-disposition',
        `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(cleanFileName(file.name, 'file'))}`,
      )
    return reply.type(shown ? file.mime : 'application/octet-stream').send(file.bytes)
  })
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
