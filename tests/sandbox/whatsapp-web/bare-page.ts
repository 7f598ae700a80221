import { once } from 'node:events'
import { afterEach } from 'vitest'
import { WebSocket } from 'ws'
import type { WhatsAppWeb, WhatsAppWebOptions } from '../../../src/sandbox/whatsapp-web/contract.ts'
import type { Keys, Operations, ToPage, ToServer, WireMessage } from '../../../src/sandbox/whatsapp-web/protocol.ts'
import { startWhatsAppWeb } from '../../../src/sandbox/whatsapp-web/server.ts'

type Frame<T extends ToPage['t']> = Extract<ToPage, { t: T }>

/** The page's side of the socket, without a browser or a page. */
export interface BarePage {
  readonly keys: Keys
  send(frame: ToServer): void
  /** The next frame of that type which was not yet given. */
  frame<T extends ToPage['t']>(type: T): Promise<Frame<T>>
  ask<Op extends keyof Operations>(op: Op, p: Operations[Op]['asks']): Promise<Operations[Op]['gives']>
  close(): Promise<void>
}

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

export async function start(options: WhatsAppWebOptions = {}): Promise<WhatsAppWeb> {
  const { behaviour, ...rest } = options
  const double = await startWhatsAppWeb({ pageFile: null, ...rest, behaviour: { syncDelayMs: 0, ...behaviour } })
  open.push(double)
  return double
}

export async function barePage(double: WhatsAppWeb, device: string | null = null, known?: Keys): Promise<BarePage> {
  const socket = new WebSocket(`wss://127.0.0.1:${double.port}/ws`, { rejectUnauthorized: false })
  const keys = known ?? { noise: 'noise', identity: 'identity', adv: 'adv' }
  const frames: ToPage[] = []
  const waiting = new Set<() => void>()
  let asked = 0
  socket.on('message', raw => {
    frames.push(JSON.parse(String(raw)))
    for (const look of waiting) look()
  })
  const take = (fits: (frame: ToPage) => boolean) =>
    new Promise<ToPage>(resolve => {
      const look = () => {
        const index = frames.findIndex(fits)
        if (index < 0) return
        waiting.delete(look)
        resolve(frames.splice(index, 1)[0]!)
      }
      waiting.add(look)
      look()
    })
  const send = (frame: ToServer) => socket.send(JSON.stringify(frame))
  await once(socket, 'open')
  send({ t: 'hello', keys, device, href: '/' })
  const page: BarePage = {
    keys,
    send,
    frame: async type => (await take(({ t }) => t === type)) as Frame<typeof type>,
    async ask(op, p) {
      const n = ++asked
      send({ t: 'rpc', n, op, p })
      const answer = (await take(frame => frame.t === 'rpcres' && frame.n === n)) as Frame<'rpcres'>
      if (answer.ok) return answer.r as never
      throw Object.assign(new Error(answer.err.message), answer.err)
    },
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return
      socket.close()
      await once(socket, 'close')
    },
  }
  open.push(page)
  return page
}

export const qrOf = ({ noise, identity, adv }: Keys, ref: string) => [ref, noise, identity, adv, '1'].join(',')

/** Links a page to the phone and lets it come up to date. */
export async function linkedPage(double: WhatsAppWeb, number: string) {
  const page = await barePage(double)
  const { ref } = await page.frame('pair')
  const device = double.phone(number).scanQr(qrOf(page.keys, ref))
  await page.frame('paired')
  page.send({ t: 'login', device })
  const welcome = await page.frame('welcome')
  page.send({ t: 'welcomed' })
  await page.frame('synced')
  return { page, device, welcome }
}

export function wireText(to: string, id: string, body: string): WireMessage {
  return {
    id: { fromMe: true, remote: to, id },
    type: 'chat',
    t: Math.floor(Date.now() / 1000),
    ack: 0,
    from: 'x@c.us',
    to,
    body,
  }
}
