import { randomInt } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Clock, systemClock } from '../../domain/clock.ts'
import { createAnswering } from './answer.ts'
import type { Bot, BotApi, CustomerPhone, Person } from './contract.ts'
import { createFaults } from './faults.ts'
import { createHttp } from './http.ts'
import { createLimits } from './limits.ts'
import { createLine, type Line } from './line.ts'
import { createPhone } from './phone.ts'
import { type BotRecord, chatKey, opaque, openWorld, type World } from './world.ts'

export interface BotApiOptions {
  /** 0 (the default): any free one. */
  port?: number
  host?: '127.0.0.1'
  /** Everything survives a restart in this file and in the folder `<file>.files`. */
  journalFile?: string
  /** Dates and ages go by it; waiting (long polls, faults, webhooks) is real. */
  clock?: Clock
  /** Answers 429 as Telegram does. */
  limits?: boolean
  /** What counts as a second between two attempts at a webhook, in ms. Default 1,000. */
  webhookSecondMs?: number
  /** Writes everything beyond ASCII as \uXXXX, as Telegram's own server does. */
  escapeUnicode?: boolean
}

/** A Bot API server on this machine. Its bots, people and chats are made by whoever holds the `BotApi`. */
export async function startBotApi(options: BotApiOptions = {}): Promise<BotApi> {
  const clock = options.clock ?? systemClock
  const world = openWorld(clock, options.journalFile)
  const faults = createFaults()
  const lines = new Map<number, Line>()
  const http = await createHttp()
  const limit = options.limits ? createLimits(clock) : () => undefined
  const answering = createAnswering({ world, faults, limit, line, escapeUnicode: options.escapeUnicode ?? false })

  function line(bot: number): Line {
    const known = lines.get(bot)
    if (known) return known
    const { webhookSecondMs = 1000, limits: paced = false } = options
    const made = createLine(world, bot, {
      paced,
      webhookSecondMs,
      execute: (...call) => void answering.execute(...call),
    })
    lines.set(bot, made)
    return made
  }

  type Route = FastifyRequest<{ Params: { token: string; method: string; '*': string } }>
  const call = (request: Route, reply: FastifyReply) => answering.call(request, reply, request.params)
  const file = (request: Route, reply: FastifyReply) =>
    answering.file(reply, { token: request.params.token, path: request.params['*'] })
  http.route({ method: ['GET', 'POST'], url: '/bot:token/:method', handler: call })
  http.get('/file/bot:token/*', file)
  http.setNotFoundHandler((_request, reply) => answering.missing(reply))
  http.setErrorHandler((error, _request, reply) => answering.failed(reply, error))
  for (const bot of world.bots.values()) line(bot.id)
  await http.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
  // A listening TCP server's address is never text.
  const { port } = http.server.address() as AddressInfo

  return {
    root: `http://127.0.0.1:${port}`,
    faults,
    journal: answering.journal,
    ...people(world, line),
    async close() {
      for (const each of lines.values()) each.stop()
      await http.close()
      world.close()
    },
  }
}

function people(
  world: World,
  line: (bot: number) => Line,
): Pick<BotApi, 'bot' | 'customer' | 'customers' | 'watch' | 'file'> {
  const phones = new Map<string, CustomerPhone>()

  function phone(bot: Bot, id: number): CustomerPhone {
    const key = chatKey(bot.id, id)
    const record = world.people.get(id)
    if (!record) throw new Error(`No person ${id}`)
    const known = phones.get(key) ?? createPhone(world, bot.id, record, line(bot.id).queue)
    phones.set(key, known)
    return known
  }

  return {
    bot({ username = 'shenava_bot', name = 'Shenava' } = {}) {
      const known = [...world.bots.values()].find(bot => bot.username === username)
      return publicBot(known ?? newBot(world, username, name))
    },
    customer(bot, person) {
      const id = person.id ?? world.next('person', () => 5_000_000_000 + randomInt(1_000_000_000))
      if (!world.people.has(id)) world.people.put(id, { ...named(person), id })
      const key = chatKey(bot.id, id)
      if (!world.chats.has(key)) {
        world.chats.put(key, { bot: bot.id, person: id, opened: false, blocked: false })
        world.emit(bot.id, { kind: 'person', person: id })
      }
      return phone(bot, id)
    },
    customers: bot =>
      [...world.chats.values()].filter(chat => chat.bot === bot.id).map(chat => phone(bot, chat.person)),
    watch: (bot, seen) => world.watch(bot.id, seen),
    file(bot, id) {
      const file = world.files.get(id)
      return file?.bot === bot.id ? { bytes: world.blobs.get(file.blob), mime: file.mime, name: file.name } : null
    },
  }
}

const named = ({ id: _id, ...rest }: Person) => rest

function newBot(world: World, username: string, name: string): BotRecord {
  const id = world.next('bot', () => 7_000_000_000 + randomInt(100_000_000))
  const bot = {
    id,
    token: `${id}:AA${opaque(25).slice(0, 33)}`,
    username,
    name,
    allowed: null,
    webhook: null,
    commands: [],
  }
  world.bots.put(id, bot)
  return bot
}

const publicBot = ({ id, token, username }: BotRecord): Bot => ({ id, token, username })
