import { afterAll, beforeAll } from 'vitest'
import { channelContract } from '../../contracts/channel.contract.ts'
import { type WhatsApp, whatsapp, whatsappRig } from './rig.ts'

const tools = {
  buttons: false,
  links: false,
  blocking: false,
  albums: false,
  limits: false,
  acknowledges: false,
  stranger: 'logged_out',
} as const

let shared: WhatsApp
beforeAll(async () => {
  shared = await whatsapp()
  await shared.link()
})
afterAll(() => shared.close())

channelContract('WhatsApp', async () => whatsappRig(shared), tools)
