import { newMessageId, seconds } from './bytes.ts'
import { config } from './config.ts'
import { applyRevoke } from './deeds.ts'
import { Emitter } from './emitter.ts'
import { memory } from './memory.ts'
import { type Attributes, Model } from './models.ts'
import type { Msg } from './msg.ts'
import { type Chat, forget } from './store.ts'
import { ask, hangUp, post } from './transport.ts'
import { idOf } from './wid.ts'

class SocketModel extends Model {
  declare state: string

  async logout(): Promise<void> {
    await ask('logout', {})
    await leave('client')
  }

  async takeover(): Promise<void> {
    await ask('takeover', {})
    this.set({ state: 'CONNECTED' })
  }

  reconnect(): void {
    hangUp()
  }
}

export const socket = new SocketModel({ state: 'UNLAUNCHED', stream: 'DISCONNECTED', hasSynced: false })

export const account = new Model({ ref: null, pushname: null, platform: 'android', wid: undefined })
account.canSetMyPushname = () => true

/** What the page's buttons do. */
class Commands extends Emitter {
  refreshQR = () => post({ t: 'refreshQR' })
  archiveChat = async (chat: Chat, archive: boolean) => chat.set({ archive })
  pinChat = async (chat: Chat, pin: boolean) => chat.set({ pin: pin ? seconds() : 0 })
  markChatUnread = async (chat: Chat, unread: boolean) => chat.set({ unreadCount: unread ? -1 : 0 })
  sendStarMsgs = async (_chat: Chat, list: Msg[]) => setAll(list, { star: true })
  sendUnstarMsgs = async (_chat: Chat, list: Msg[]) => setAll(list, { star: false })
  openChatBottom = shown
  openDrawerMid = shown
  chatSearch = shown
  openChatAt = shown
  msgInfoDrawer = shown

  sendRevokeMsgs = async (_chat: Chat, { list }: { list: Msg[] }) => {
    for (const message of list) {
      const newId = newMessageId()
      await ask('revoke', { id: idOf(message.id), newId })
      applyRevoke(message, { newId, oneStep: false })
    }
  }

  sendDeleteMsgs = async (_chat: Chat, { list }: { list: Msg[] }) => list.forEach(forget)
}

async function shown(): Promise<true> {
  return true
}

function setAll(list: Msg[], attrs: Attributes): void {
  for (const message of list) message.set(attrs)
}

export const commands = new Commands()

/** The device is linked no more: the page forgets it and starts anew. */
export async function leave(by: 'client' | 'phone'): Promise<void> {
  await memory.clear()
  commands.trigger('logout', by)
  commands.trigger('logout_from_bridge', by)
  const reason = by === 'client' ? 0 : 3
  setTimeout(() => {
    location.href = `/?post_logout=1&logout_reason=${reason}`
  }, config.logoutNavigateMs)
}

export const offline = { progress: 0 }
