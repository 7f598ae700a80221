import { EventEmitter, once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ClientOptions, Client as ClientType } from 'whatsapp-web.js'
import type { WhatsAppWeb } from '../../../src/sandbox/whatsapp-web/contract.ts'

// Required as the library is written; its types name no runtime exports an import could see.
const library: typeof import('whatsapp-web.js') = createRequire(import.meta.url)('whatsapp-web.js')
export const { Location, MessageMedia } = library

const heard = [
  'qr',
  'code',
  'loading_screen',
  'authenticated',
  'ready',
  'message',
  'message_create',
  'message_ack',
  'message_edit',
  'message_reaction',
  'message_revoke_everyone',
  'message_ciphertext',
  'media_uploaded',
  'change_state',
  'disconnected',
  'call',
]

// biome-ignore lint/suspicious/noExplicitAny: what each event carries differs, and the library's types do not say all of it
type Carried = any[]

/** A stock client, with everything it said. */
export interface Stock {
  readonly client: ClientType
  readonly profile: string
  readonly said: { event: string; args: Carried }[]
  /** Ends the client, and waits for its browser. */
  end(): Promise<void>
  times(event: string): number
  /** What the first such event that fits carried, from the `from`th of all events on. */
  until(event: string, fits?: (...args: Carried) => boolean, options?: { ms?: number; from?: number }): Promise<Carried>
}

export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function stock(double: WhatsAppWeb, dataPath: string, options: Partial<ClientOptions> = {}): Stock {
  const client = new library.Client({
    authStrategy: new library.LocalAuth({ clientId: 'one', dataPath }),
    webVersionCache: { type: 'none' },
    puppeteer: { executablePath: double.executablePath, args: QUIET },
    ...options,
  })
  const said: Stock['said'] = []
  const more = new EventEmitter().setMaxListeners(0)
  for (const event of heard)
    client.on(event, (...args: Carried) => {
      said.push({ event, args })
      more.emit('more')
    })
  return {
    client,
    profile: `${dataPath}/session-one`,
    said,
    async end() {
      const browser = client.pupBrowser?.process()
      const ended = browser?.exitCode === null && browser.signalCode === null ? once(browser, 'exit') : undefined
      await client.destroy().catch(() => undefined)
      await ended
    },
    times: event => said.filter(each => each.event === event).length,
    until: (event, fits = () => true, { ms = 15_000, from = 0 } = {}) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = said.slice(from).find(each => each.event === event && fits(...each.args))
          if (!found) return
          clearTimeout(timer)
          more.off('more', look)
          resolve(found.args)
        }
        const timer = setTimeout(() => {
          more.off('more', look)
          const since = said.slice(from).map(each => each.event)
          reject(new Error(`no '${event}' within ${ms} ms; there were: ${since.join(', ') || 'none'}`))
        }, ms)
        more.on('more', look)
        look()
      }),
  }
}

/** A profile's folder goes when the last of Chromium's processes no longer writes there. */
export const removeProfiles = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
