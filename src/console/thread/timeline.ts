import type { MessageView } from '../../api/schemas/messages.ts'
import type { Pending } from './pending.ts'

export type Item =
  | { kind: 'day'; id: string; at: Date }
  | { kind: 'notice'; id: string; message: MessageView }
  /** `first` of several by the same speaker shortly after each other says who speaks. */
  | { kind: 'message'; id: string; message: MessageView; first: boolean }
  | { kind: 'pending'; id: string; pending: Pending }

const together = 5 * 60_000

const sameSpeaker = (a: MessageView, b: MessageView) =>
  a.from === b.from && a.agent?.id === b.agent?.id && Date.parse(b.at) - Date.parse(a.at) < together

/** What a thread shows from top to bottom. `dayOf` names the reader's day of an instant. */
export const timelineOf = (
  messages: readonly MessageView[],
  pending: readonly Pending[],
  dayOf: (at: Date) => string,
): Item[] => {
  const items: Item[] = []
  let day = ''
  let before: MessageView | null = null
  for (const message of messages) {
    const at = new Date(message.at)
    const name = dayOf(at)
    const newDay = name !== day
    if (newDay) items.push({ kind: 'day', id: `day-${message.at.slice(0, 10)}-${message.seq}`, at })
    day = name
    if (message.from === 'system') items.push({ kind: 'notice', id: message.id, message })
    else
      items.push({
        kind: 'message',
        id: message.id,
        message,
        first: newDay || !before || !sameSpeaker(before, message),
      })
    before = message
  }
  for (const one of pending)
    if (!messages.some(message => isArrived(one, message))) items.push({ kind: 'pending', id: one.key, pending: one })
  return items
}

/** The live stream may bring it before the answer that tells its id: then the same words, said since, are it. */
const isArrived = (one: Pending, message: MessageView): boolean => {
  if (one.id) return message.id === one.id
  if (one.error || message.seq <= one.after) return false
  const from = one.kind === 'note' ? 'note' : 'agent'
  return message.from === from && message.text === one.text && message.files.length === one.files.length
}
