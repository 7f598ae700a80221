import { join } from 'node:path'
import type { Channel, Incoming } from '../../../src/channels/channel.ts'
import type { WhatsAppOptions } from '../../../src/channels/whatsapp/options.ts'
import type { WhatsAppCustomer } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { chromiumTree } from '../../support/chromium-tree.ts'
import { type RecordingInlet, recordingInlet } from '../../support/recording-inlet.ts'
import type { WhatsApp } from './rig.ts'

/** One run of the service on a linked number. */
export interface House {
  channel: Channel
  inlet: RecordingInlet
  /** What the core has of a customer, each event once, as it was stored. */
  has(customer: WhatsAppCustomer): Incoming[]
  /** The words and deeds of it, in order. */
  heard(customer: WhatsAppCustomer): string[]
  /** Resolves once the core has so many. */
  hears(customer: WhatsAppCustomer, count: number): Promise<void>
  /** Down for that `reason`, if given, and up again, since the call of `watch`. */
  watch(): { recovered(): Promise<void>; reasons(): string[] }
  /** As the inlet's, with the patience that a browser needs on a busy machine. */
  until(holds: () => boolean, what: string): Promise<void>
  say(customer: WhatsAppCustomer, text: string, key?: string): Promise<string>
}

let keys = 0
export const newKey = () => `key-${++keys}-${Date.now()}`

/** Every name a customer's chat may have. */
const names = (customer: WhatsAppCustomer) => [
  `${customer.number}@c.us`,
  ...(customer.lid ? [`${customer.lid}@lid`] : []),
]

const wordsOf = (event: Incoming): string =>
  event.kind === 'message' && event.text === '' ? (event.files[0]?.kind ?? event.unsupported ?? '') : told(event)
const told = (event: Incoming) => ('text' in event && event.kind !== 'edited' ? event.text : `<${event.kind}>`)

/** The channel, open; not yet up. */
export async function house(shared: WhatsApp, more: Partial<WhatsAppOptions> = {}): Promise<House> {
  const inlet = recordingInlet()
  const channel = shared.channel(more)
  await channel.open(inlet)
  const has = (customer: WhatsAppCustomer) => {
    const all = inlet.events.filter(({ chat }) => names(customer).includes(chat))
    return all.filter((event, at) => all.findIndex(({ eventId }) => eventId === event.eventId) === at)
  }
  const patiently = (holds: () => boolean, what: string) =>
    inlet.until(holds, what).catch(() => inlet.until(holds, what))
  const heard = (customer: WhatsAppCustomer) => has(customer).map(wordsOf)
  return {
    channel,
    inlet,
    has,
    until: patiently,
    heard,
    hears: async (customer, count) => {
      try {
        await patiently(() => heard(customer).length >= count, 'what they said')
      } catch (error) {
        throw new Error(`${(error as Error).message}; the core has ${JSON.stringify(heard(customer))}`)
      }
    },
    watch() {
      const from = inlet.statuses.length
      const since = () => inlet.statuses.slice(from)
      return {
        recovered: () =>
          patiently(
            () => since().some(({ state }) => state !== 'online') && since().at(-1)?.state === 'online',
            'recovery',
          ).catch(error => Promise.reject(new Error(`${error.message}; ${JSON.stringify(since())}`))),
        reasons: () => since().flatMap(status => (status.state === 'reconnecting' ? status.reason : [])),
      }
    },
    say: async (customer, text, key = newKey()) =>
      (await channel.send({ chat: customer.wid() }, { kind: 'text', text }, key)).ids[0],
  }
}

/** The same once it is up. */
export async function up(shared: WhatsApp, more: Partial<WhatsAppOptions> = {}): Promise<House> {
  const opened = await house(shared, more)
  await opened.inlet.reaches('online')
  return opened
}

/** The processes of a number's browser; `browsers` is how many of them are one. */
export function browsersOf(folder: string) {
  const tree = chromiumTree(join(folder, 'session'))
  return { tree, browsers: tree.filter(({ type }) => type === 'browser').length }
}
