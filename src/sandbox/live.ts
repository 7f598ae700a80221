import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bot, BotApi } from './telegram/contract.ts'

/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 20_000

/** Every change on every phone of the bot, as server-sent events. */
export function followLive(api: BotApi, bot: Bot, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  reply.raw.write('retry: 1000\n\n')
  const unwatch = api.watch(bot, change => reply.raw.write(`data: ${JSON.stringify(change)}\n\n`))
  const heartbeat = setInterval(() => reply.raw.write(': here\n\n'), HEARTBEAT_MS)
  request.raw.once('close', () => {
    clearInterval(heartbeat)
    unwatch()
  })
}
