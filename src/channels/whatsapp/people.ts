import type { Clock } from '../../domain/clock.ts'
import { cleanName } from '../../text/names.ts'
import type { Sender } from '../channel.ts'
import type { WaPerson } from './protocol.ts'

const REMEMBERED_MS = 3_600_000
const MOST = 20_000

/** Who stands behind each chat, asked once an hour. */
export interface People {
  of(chat: string): Promise<WaPerson>
}

export function people(ask: (chat: string) => Promise<WaPerson>, clock: Clock): People {
  const known = new Map<string, { person: WaPerson; at: number }>()
  return {
    async of(chat) {
      const now = clock.now().getTime()
      const found = known.get(chat)
      if (found && now - found.at < REMEMBERED_MS) return found.person
      const person = await ask(chat)
      if (known.size >= MOST) known.clear()
      known.set(chat, { person, at: now })
      return person
    },
  }
}

/** `called`: what the message says of its sender's name. */
export function senderOf(chat: string, person: WaPerson, called: string): Sender {
  const aliases = [person.pn, person.lid].filter(name => name !== null && name !== chat) as string[]
  const phone = person.pn ? `+${person.pn.split('@', 1)[0]}` : null
  return {
    remoteId: chat,
    name: cleanName(called) || cleanName(person.name) || phone || 'WhatsApp',
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(phone ? { phone } : {}),
  }
}
