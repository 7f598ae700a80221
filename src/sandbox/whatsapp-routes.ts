import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Text } from './asked.ts'
import { attempt, problem } from './problem.ts'
import { serveFile } from './serve-file.ts'
import type { Absence, SandboxWhatsApp } from './whatsapp.ts'
import { type Chat, whatsappDeed } from './whatsapp-deeds.ts'
import type { BusinessPhone, WhatsAppWeb } from './whatsapp-web/contract.ts'

/** The sandbox's WhatsApp as the page sees it. */
export function describeWhatsApp(whatsapp: SandboxWhatsApp | Absence) {
  if (typeof whatsapp === 'string') return { absent: whatsapp, phones: [], waiting: [], people: [] }
  const { web } = whatsapp
  return {
    absent: null,
    phones: web.phones().map(({ number, pushname: name, online, devices }) => ({ number, name, online, devices })),
    /** What the console shows to be linked now: a picture, or a code for the phone with that number. */
    waiting: web.pairings().map(({ code }) => ({ number: code?.phone ?? null })),
    people: chats(web).map(describe),
  }
}
export type DescribedWhatsApp = ReturnType<typeof describeWhatsApp>

const describe = ({ shop, customer }: Chat) => ({
  number: customer.number,
  name: customer.pushname,
  shop: shop.number,
  messages: customer.messages(),
})

const chats = (web: WhatsAppWeb): Chat[] =>
  web.phones().flatMap(shop => shop.customers().map(customer => ({ shop, customer })))

const absences: Record<Absence, string> = {
  off: 'WhatsApp is off here: unset WHATSAPP.',
  real: 'The WhatsApp numbers here are real ones, as WHATSAPP=on says.',
  no_browser: 'WhatsApp needs Chromium: `apt-get install chromium`, or set CHROMIUM_PATH, and start again.',
}

/** What the phone page asks of the sandbox's WhatsApp. Mounted below `/whatsapp`. */
export function whatsappRoutes(whatsapp: SandboxWhatsApp | Absence, bodyLimit: number) {
  return async (app: FastifyInstance) => {
    if (typeof whatsapp === 'string') {
      app.all('/*', (_request, reply) => problem(reply, 404, absences[whatsapp]))
      return
    }
    const { web } = whatsapp
    app.post('/customers', (request, reply) => attempt(reply, () => create(web, request.body)))
    app.post('/customers/:number/:deed', { bodyLimit }, (request, reply) => act(web, request, reply))
    app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) =>
      serveFile(reply, web.file(request.params.id)),
    )
    app.post('/phone/scan', (request, reply) =>
      attempt(reply, () => ({ number: whatsapp.scan(Scan.parse(request.body ?? {}).number ?? null) })),
    )
    app.post('/phone/:number/:deed', (request, reply) => byOwner(web, request, reply))
  }
}

const Person = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'A customer needs a name.')
    .max(64)
    .regex(/^\P{Cc}*$/u, 'A name is one line.'),
  /** The shop's number they write to; left out: the first. */
  shop: z.string().max(20).optional(),
})
const Scan = z.object({ number: z.string().max(20).optional() })
const ByHand = z.object({ to: z.string().max(20), text: Text })

function create(web: WhatsAppWeb, body: unknown) {
  const { name, shop: asked } = Person.parse(body)
  const shop = web.phones().find(({ number }) => asked === undefined || number === asked)
  if (!shop) throw new Error('The shop has no such number.')
  return describe({ shop, customer: shop.customer(freeNumber(web), { pushname: name }) })
}

/** A mobile number of Iran that nobody here has. */
function freeNumber(web: WhatsAppWeb): string {
  const taken = new Set(chats(web).map(({ customer }) => customer.number))
  for (;;) {
    const number = `98935${randomInt(10_000_000).toString().padStart(7, '0')}`
    if (!taken.has(number)) return number
  }
}

async function act(web: WhatsAppWeb, request: FastifyRequest, reply: FastifyReply) {
  const params = request.params as { number: string; deed: string }
  const chat = chats(web).find(({ customer }) => customer.number === params.number)
  if (!chat) return problem(reply, 404, 'There is no such customer in the sandbox.')
  return attempt(reply, () => whatsappDeed(chat, params.deed, request.body))
}

async function byOwner(web: WhatsAppWeb, request: FastifyRequest, reply: FastifyReply) {
  const params = request.params as { number: string; deed: string }
  const shop = web.phones().find(({ number }) => number === params.number)
  if (!shop) return problem(reply, 404, 'The shop has no such number.')
  return attempt(reply, () => {
    if (params.deed === 'logout') return shop.logout()
    if (params.deed === 'send') return write(shop, request.body)
    throw new Error("The shop's phone cannot do that.")
  })
}

function write(shop: BusinessPhone, body: unknown): void {
  const { to, text } = ByHand.parse(body)
  if (!shop.customers().some(({ number }) => number === to)) throw new Error('There is no such customer here.')
  shop.ack(shop.sendFromPhone(to, text).id, 'delivered')
}
