import type { WebSocket } from 'ws'
import { acknowledged, catchUp, login } from './line.ts'
import type { Network, Page } from './network.ts'
import { answer } from './operations.ts'
import type { Pairings } from './pairing.ts'
import type { ToServer } from './protocol.ts'

/** A page has opened its socket. */
export function onSocket(network: Network, pairings: Pairings, socket: WebSocket): void {
  const { events } = network
  const page: Page = {
    send(frame) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
    },
    close: () => socket.close(),
    keys: null,
    device: null,
    live: false,
  }
  socket.on('message', raw => {
    // Only our own page knows this socket.
    const frame = JSON.parse(String(raw)) as ToServer
    onFrame(network, pairings, page, frame).catch((error: Error) =>
      events.log('server_error', { message: String(error.stack) }),
    )
  })
  socket.on('close', () => {
    pairings.giveUp(page)
    if (network.pages.leave(page)) events.log('page_gone', { device: page.device })
  })
}

async function onFrame(network: Network, pairings: Pairings, page: Page, frame: ToServer): Promise<void> {
  const { events, world } = network
  switch (frame.t) {
    case 'hello':
      return hello(network, pairings, page, frame)
    case 'login': {
      const device = world.devices.get(frame.device)
      return device && login(network, page, device)
    }
    case 'welcomed':
      return catchUp(network, page)
    case 'refreshQR':
      events.log('refresh_qr')
      return pairings.offer(page)
    case 'pushack':
      return acknowledged(network, page, frame.seq)
    case 'listening':
      return events.log('listening', { device: page.device })
    case 'presence':
      return events.log('presence', { phone: world.devices.get(page.device ?? '')?.phone, value: frame.v })
    case 'log':
      return events.log(`page_${frame.kind}`, frame.data)
    case 'rpc':
      return answer(network, pairings, page, frame)
  }
}

function hello(
  network: Network,
  pairings: Pairings,
  page: Page,
  { keys, device: id, href }: Extract<ToServer, { t: 'hello' }>,
): void {
  page.keys = keys
  network.events.log('hello', { device: id, href })
  const device = network.world.devices.get(id ?? '')
  if (id === null) pairings.offer(page)
  else if (device?.keys.noise === keys.noise) login(network, page, device)
  else page.send({ t: 'unlinked', how: 'LOGOUT' })
}
