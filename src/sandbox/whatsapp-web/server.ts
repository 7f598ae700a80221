import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { packageRoot } from '../../package-root.ts'
import { behaviourOf, phoneBehaviours } from './behaviour.ts'
import { selfSigned } from './certificate.ts'
import { argumentsFor, wrapChromium } from './chromium.ts'
import type { BusinessPhone, PhoneOptions, WhatsAppWeb, WhatsAppWebOptions } from './contract.ts'
import { createEvents } from './events.ts'
import { createFaults } from './faults.ts'
import { digits } from './ids.ts'
import { createPages, type Network } from './network.ts'
import { HOST, servePages } from './pages-server.ts'
import { createPairings, type Pairings } from './pairing.ts'
import { createPhone } from './phone.ts'
import { shownFile } from './shown-file.ts'
import { onSocket } from './socket.ts'
import { createTimers } from './timers.ts'
import { openWorld } from './world.ts'

/** The largest frame: a page's history, or a message with its thumbnail. Files go by HTTP. */
const MAX_FRAME = 64 * 1024 * 1024

/** WhatsApp Web on this machine. Its phones and customers are made by whoever holds it. */
export async function startWhatsAppWeb(options: WhatsAppWebOptions = {}): Promise<WhatsAppWeb> {
  const script = options.pageFile === null ? '' : readPage(options.pageFile)
  const network = openNetwork(options)
  const pairings = createPairings(network)
  const { key, cert, spki } = selfSigned(HOST)
  const server = createServer({ key, cert }, servePages(network, script))
  const sockets = new WebSocketServer({ server, path: '/ws', maxPayload: MAX_FRAME })
  // It repeats the server's own, which is heard below.
  sockets.on('error', () => undefined)
  sockets.on('connection', (socket: WebSocket) => onSocket(network, pairings, socket))
  const port = await listen(server, options.port).catch((error: Error) => {
    network.world.close()
    throw error
  })
  const chromiumArgs = argumentsFor(port, spki)
  const wrapper = wrapChromium(options.chromium ?? '/usr/bin/chromium', chromiumArgs)

  let closing: Promise<void> | undefined

  return {
    port,
    chromiumArgs,
    executablePath: wrapper.path,
    ...playedBy(network, pairings),
    close: () => {
      closing ??= close()
      return closing
    },
  }

  async function close() {
    pairings.close()
    network.timers.close()
    for (const socket of sockets.clients) {
      socket.removeAllListeners()
      socket.terminate()
    }
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    wrapper.remove()
    network.world.close()
  }
}

async function listen(server: Server, asked = 0): Promise<number> {
  server.listen(asked, '127.0.0.1')
  await once(server, 'listening')
  // A listening TCP server's address is never text.
  return (server.address() as AddressInfo).port
}

function readPage(file = join(packageRoot(), 'dist/whatsapp-web/page.js')): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw new Error(`The page of the WhatsApp double is not built: run \`node build.mjs\` first (${file} is missing).`)
}

function openNetwork(options: WhatsAppWebOptions): Network {
  const events = createEvents(options.verbose ?? false)
  return {
    world: openWorld(options.stateFile),
    events,
    faults: createFaults((op, { mode }) => events.log('fault', { op, mode })),
    timers: createTimers(),
    behaviour: behaviourOf(options.behaviour),
    pages: createPages(),
    phoneBehaviour: phoneBehaviours(),
  }
}

function playedBy(
  network: Network,
  pairings: Pairings,
): Omit<WhatsAppWeb, 'port' | 'chromiumArgs' | 'executablePath' | 'close'> {
  const { world, events, faults } = network
  const phones = new Map<string, BusinessPhone>()

  function phone(asked: string, options: PhoneOptions = {}): BusinessPhone {
    const number = digits(asked)
    const pn = `${number}@c.us`
    const before = world.phones.get(number) ?? {
      number,
      pn,
      pushname: 'Business',
      lid: `9${number}@lid`,
      platform: 'smba',
    }
    const record = { ...before, ...options, ...(options.lid && { lid: `${digits(options.lid)}@lid` }) }
    if (!world.phones.has(number) || Object.keys(options).length > 0) world.phones.put(number, record)
    const known = phones.get(number) ?? createPhone(network, pairings, record)
    phones.set(number, known)
    return known
  }

  return {
    behaviour: network.behaviour,
    phone,
    phones: () => [...world.phones.values()].map(({ number }) => phone(number)),
    pairings: pairings.list,
    watchPairings: pairings.watch,
    watch: ({ number }, seen) => world.watch(number, seen),
    file(id) {
      const file = world.files.get(id)
      const shown = file && shownFile(file)
      return shown ? { bytes: world.blobs.get(file.blob), mime: shown.mime, name: shown.name } : null
    },
    fault: faults.add,
    clearFaults: faults.clear,
    events: events.list,
    watchEvents: events.watch,
    nextEvent: () => events.next,
    waitFor: events.waitFor,
    count: events.count,
  }
}
