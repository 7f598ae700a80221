import { channelContract } from '../../contracts/channel.contract.ts'
import { telegramRig } from './rig.ts'

const tools = {
  buttons: true,
  links: true,
  blocking: true,
  albums: true,
  limits: true,
  acknowledges: true,
  stranger: 'unauthorized',
} as const

channelContract('Telegram by polling', () => telegramRig('polling'), tools)
channelContract('Telegram by webhook', () => telegramRig('webhook'), tools)
