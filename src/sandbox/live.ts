import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bot, BotApi } from './telegram/contract.ts'
import type { SandboxWhatsApp } from './whatsapp.ts'

/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 20_000

export interface Networks {
  api: BotApi
  bot: Bot
  whatsapp: SandboxWhatsApp | null
}

/** Every change on every phone, as server-sent events; those of WhatsApp say so (`on`). */
export function followLive({ api, bot, whatsapp }: Networks, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  reply.raw.write('retry: 1000\n\n')
  const tell = (change: object) => reply.raw.write(`data: ${JSON.stringify(change)}\n\n`)
  const unwatch = [api.watch(bot, tell), whatsapp?.watch(change => tell({ on: 'whatsapp', ...change }))]
  const heartbeat = setInterval(() => reply.raw.write(': here\n\n'), HEARTBEAT_MS)
  request.raw.once('close', () => {
    clearInterval(heartbeat)
    for (const end of unwatch) end?.()
  })
}
