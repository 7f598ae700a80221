import type { WaMessage } from './protocol.ts'

/** How long after its head the pictures of an album may come, in seconds. */
const TOGETHER_S = 30

/**
 * An album is told as a head without a picture, then each picture by itself: sometimes with the head's id, sometimes only
 * right behind it. Messages of one chat go through here in their order.
 */
export interface Albums {
  /** The album a message belongs to; null where it stands by itself. */
  of(message: WaMessage): string | null
}

export function albums(): Albums {
  const heads = new Map<string, { id: string; t: number }>()
  return {
    of(message) {
      const { chat, parentId, media, t } = message
      const side = `${message.fromMe}/${chat}`
      if (message.type === 'album') {
        heads.set(side, { id: message.id, t })
        return null
      }
      if (parentId) {
        // Where they name it, what does not is none of it.
        heads.delete(side)
        return parentId
      }
      const head = heads.get(side)
      const isPart = media !== null && (message.type === 'image' || message.type === 'video')
      if (head && isPart && t - head.t <= TOGETHER_S) return head.id
      heads.delete(side)
      return null
    },
  }
}
