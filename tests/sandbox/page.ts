import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach } from 'vitest'
import { type Described, sandboxRoutes } from '../../src/sandbox/routes.ts'
import type { Bot, BotApi } from '../../src/sandbox/telegram/contract.ts'
import type { Absence, SandboxWhatsApp } from '../../src/sandbox/whatsapp.ts'
import type { DescribedWhatsApp } from '../../src/sandbox/whatsapp-routes.ts'

export interface State {
  people: Described[]
  whatsapp: DescribedWhatsApp
}

const open: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(app => app.close()))
})

/** The sandbox's routes, as its page asks them. */
export async function servePage(api: BotApi, bot: Bot, whatsapp?: SandboxWhatsApp | Absence) {
  const app = fastify({ forceCloseConnections: true })
  open.push(app)
  await app.register(sandboxRoutes(api, bot, whatsapp), { prefix: '/sandbox/api' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const root = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    root,
    send: (path: string, body: object, headers = {}) =>
      fetch(`${root}/sandbox/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    state: async () => (await (await fetch(`${root}/sandbox/api/state`)).json()) as State,
    /** Listens from now on; each call gives all that was told, once it holds these words. */
    async live() {
      const stopped = new AbortController()
      const live = await fetch(`${root}/sandbox/api/live`, { signal: stopped.signal })
      const reader = live.body!.pipeThrough(new TextDecoderStream()).getReader()
      await reader.read()
      let heard = ''
      return {
        async hears(words: string) {
          while (!heard.includes(words)) heard += (await reader.read()).value ?? ''
          return heard
        },
        stop: () => stopped.abort(),
      }
    },
  }
}
