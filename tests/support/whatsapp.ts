import type { ChannelView, PairingView } from '../../src/api/schemas/channels.ts'
import type { BusinessPhone, WhatsAppWeb } from '../../src/sandbox/whatsapp-web/contract.ts'
import type { ApiClient } from './client.ts'
import type { Settings } from './service.ts'

/** What leads the service's browser to the double, and sends as fast as it can. */
export const settingsForWhatsApp = (web: WhatsAppWeb): Settings => ({
  WHATSAPP: 'on',
  CHROMIUM_PATH: web.executablePath,
  WHATSAPP_EVERY_MS: '0',
})

/** As an admin does in the console: adds a number, and scans with its phone what is shown. Resolves once the line is up. */
export async function linkNumber(admin: ApiClient, phone: BusinessPhone, name = 'فروشگاه'): Promise<ChannelView> {
  const live = await admin.live()
  const { id } = await admin.post<ChannelView>('/api/channels', { channel: 'whatsapp', name })
  await live.channel(channel => channel.id === id && channel.state === 'pairing', 20_000)
  const { offer } = await admin.get<PairingView>(`/api/channels/${id}/pairing`)
  phone.scanQr(offer!.text)
  const online = await live.channel(channel => channel.id === id && channel.state === 'online', 20_000)
  live.close()
  return online
}
