import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { CustomerPhone } from '../../src/sandbox/telegram/contract.ts'
import type { Send } from './kept.ts'

/** A thing a customer said, in the terms both sides share. */
export interface Line {
  text: string
  files: number
}

/** One customer's chat as their phone has it. */
export interface Talk {
  chat: string
  /** What its owner wrote, in order; an album is one. */
  said: Line[]
  /** What it shows of ours, in order. */
  shown: { id: string; text: string }[]
}

export const talkOn = (phone: CustomerPhone): Talk => ({
  chat: String(phone.id),
  said: linesSaid(phone),
  shown: phone.messages().flatMap(({ id, from, text }) => (from === 'bot' ? [{ id: String(id), text }] : [])),
})

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

const went: ReadonlySet<string> = new Set(['sent', 'delivered', 'read'])

export interface Sent {
  /** Sentences about what came in the wrong order, twice, unasked for, or not at all. */
  wrong: string[]
  /** May have gone, and did not. */
  missing: Send[]
}

/** Holds one chat's sends, in the order of the outbox, against what the phone shows of ours. */
export function compareSent(sends: readonly Send[], talk: Talk): Sent {
  const shown = [...talk.shown]
  const named = new Set(sends.map(({ remoteId }) => remoteId))
  const isUnnamed = (message?: Talk['shown'][number]) => message !== undefined && !named.has(message.id)
  const result: Sent = { wrong: [], missing: [] }
  for (const send of sends) {
    const next = shown[0]
    const isIt = went.has(send.state) ? next?.id === send.remoteId : isUnnamed(next) && next?.text === send.text
    if (isIt && (went.has(send.state) || send.state === 'unknown')) shown.shift()
    else if (send.state === 'unknown') result.missing.push(send)
    else if (send.state !== 'cancelled') result.wrong.push(`${send.id} is ${send.state}, next is ${next?.id}`)
  }
  return { ...result, wrong: [...result.wrong, ...shown.map(({ id }) => `nobody sent ${id}, or not at that place`)] }
}
