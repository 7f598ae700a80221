import type { Channel, ChannelStatus } from '../channels/channel.ts'
import { shopsPhones, type WhatsAppChange } from './whatsapp-phones.ts'
import type { BusinessPhone, WhatsAppWeb } from './whatsapp-web/contract.ts'
import { startWhatsAppWeb } from './whatsapp-web/server.ts'

/** The sandbox's WhatsApp: the shop's phones, their customers, and what stands in the place of WhatsApp's servers. */
export interface SandboxWhatsApp {
  web: WhatsAppWeb
  /** The shop's, which is linked by itself. */
  phone: BusinessPhone
  /** A browser that takes this for WhatsApp. */
  executablePath: string
  /** The same channel, linked with the shop's phone by itself. */
  linked(channel: Channel): Channel
  /** Resolves once that channel is online for the first time. */
  up: Promise<void>
  /**
   * Links the page that has waited longest for a phone: with the shop's phone of that number, or else with a new one.
   * Gives the number it became. @throws Error where none waits, or where it waits for another number's phone
   */
  scan(number: string | null): string
  /** Tells of every change on any customer's phone and on the shop's own, until the returned function is called. */
  watch(seen: (change: WhatsAppChange) => void): () => void
  close(): Promise<void>
}

/** Why the sandbox has no WhatsApp: it is not wanted, the numbers here are real ones, or there is no browser for it. */
export type Absence = 'off' | 'real' | 'no_browser'

const FIRST = '989120000001'
const NAME = 'فروشگاه نمونه'

/** @param options.pageFile null where no browser comes */
export async function openWhatsApp(
  stateFile: string | undefined,
  chromium: string,
  options: { pageFile?: null } = {},
): Promise<SandboxWhatsApp> {
  const web = await startWhatsAppWeb({ ...options, ...(stateFile && { stateFile }), chromium })
  const phone = web.phone(FIRST, { pushname: NAME })
  const { scan, watch, close } = shopsPhones(web)
  const { promise: up, resolve: isUp } = promised()
  return {
    web,
    phone,
    executablePath: web.executablePath,
    up,
    linked: channel => linkedWith(phone, channel, isUp),
    scan,
    watch,
    close() {
      close()
      return web.close()
    },
  }
}

function promised() {
  let resolve = () => {}
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}

/** Whoever tries the sandbox finds the line up: the shop's phone scans whatever this number shows. */
function linkedWith(phone: BusinessPhone, channel: Channel, isUp: () => void): Channel {
  const scan = (status: ChannelStatus) => {
    const offer = status.state === 'pairing' ? channel.pairing?.offer() : null
    if (offer?.kind !== 'qr') return
    try {
      phone.scanQr(offer.text)
    } catch {
      // It was replaced a moment ago, and the next one is told as well.
    }
  }
  return {
    ...channel,
    async open(inlet) {
      await channel.open({
        ...inlet,
        status(status) {
          inlet.status(status)
          scan(status)
          if (status.state === 'online') isUp()
        },
      })
      await channel.pairing?.begin(null)
    },
  }
}
