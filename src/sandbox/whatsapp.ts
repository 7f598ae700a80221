import type { Channel, ChannelStatus } from '../channels/channel.ts'
import type { BusinessPhone, WhatsAppWeb } from './whatsapp-web/contract.ts'
import { startWhatsAppWeb } from './whatsapp-web/server.ts'

/** The sandbox's WhatsApp: the shop's phone, its customers, and what stands in the place of WhatsApp's servers. */
export interface SandboxWhatsApp {
  web: WhatsAppWeb
  /** The shop's. */
  phone: BusinessPhone
  /** A browser that takes this for WhatsApp. */
  executablePath: string
  /** The same channel, linked with the shop's phone by itself. */
  linked(channel: Channel): Channel
  close(): Promise<void>
}

export async function openWhatsApp(stateFile: string, chromium: string): Promise<SandboxWhatsApp> {
  const web = await startWhatsAppWeb({ stateFile, chromium })
  const phone = web.phone('989120000001', { pushname: 'فروشگاه نمونه' })
  return {
    web,
    phone,
    executablePath: web.executablePath,
    linked: channel => linkedWith(phone, channel),
    close: () => web.close(),
  }
}

/** Whoever tries the sandbox finds the line up: the shop's phone scans whatever this number shows. */
function linkedWith(phone: BusinessPhone, channel: Channel): Channel {
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
        },
      })
      await channel.pairing?.begin(null)
    },
  }
}
