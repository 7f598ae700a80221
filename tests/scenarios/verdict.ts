import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { CustomerPhone, PhoneMessage } from '../../src/sandbox/telegram/contract.ts'
import type { Send } from './kept.ts'

/** A thing a customer said, in the terms both sides share. */
interface Line {
  text: string
  files: number
}

/** What the phone says its owner wrote, in order; an album is one. */
export function linesSaid(phone: CustomerPhone): Line[] {
  const lines: Line[] = []
  let album: string | null = null
  for (const message of phone.messages().filter(({ from }) => from === 'customer')) {
    const last = lines.at(-1)
    if (last && message.mediaGroup !== null && message.mediaGroup === album) last.files += message.files.length
    else lines.push({ text: message.text, files: message.files.length })
    album = message.mediaGroup
  }
  return lines
}

/** What the thread says the customer wrote, in order. */
export const linesKept = (thread: MessageView[]): Line[] =>
  thread.flatMap(({ from, notice, text, files }) => {
    if (from === 'customer') return [{ text, files: files.filter(({ state }) => state === 'stored').length }]
    return notice?.code === 'started' ? [{ text: `/start ${notice.payload}`, files: 0 }] : []
  })

export interface Sent {
  /** Sentences about what came in the wrong order, twice, unasked for, or not at all. */
  wrong: string[]
  /** May have gone, and did not. */
  missing: Send[]
}

/** Holds one chat's sends, in the order of the outbox, against what the phone shows of ours. */
export function compareSent(sends: readonly Send[], phone: readonly PhoneMessage[]): Sent {
  const shown = phone.filter(({ from }) => from === 'bot')
  const named = new Set(sends.map(({ remoteId }) => remoteId))
  const isUnnamed = (message?: PhoneMessage) => message !== undefined && !named.has(message.id)
  const result: Sent = { wrong: [], missing: [] }
  for (const send of sends) {
    const next = shown[0]
    const isIt = send.state === 'sent' ? next?.id === send.remoteId : isUnnamed(next) && next?.text === send.text
    if (isIt && (send.state === 'sent' || send.state === 'unknown')) shown.shift()
    else if (send.state === 'unknown') result.missing.push(send)
    else if (send.state !== 'cancelled') result.wrong.push(`${send.id} is ${send.state}, next is ${next?.id}`)
  }
  return { ...result, wrong: [...result.wrong, ...shown.map(({ id }) => `nobody sent ${id}, or not at that place`)] }
}
