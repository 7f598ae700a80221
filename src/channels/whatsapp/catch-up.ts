import type { Log } from '../common/log.ts'
import type { Positions } from './positions.ts'
import type { Reading } from './reading.ts'
import type { Timings } from './timings.ts'
import type { WorkerProcess } from './worker-process.ts'

export interface CatchUpParts {
  worker: WorkerProcess
  reading: Reading
  positions: Positions
  /** When the number was linked, in seconds: a session that began later than the place has only part of what was before. */
  linkedAt: number
  timings: Pick<Timings, 'callMs' | 'chatMost'>
  log: Log
}

/**
 * Reads in every chat what was said since the place that was reached, and hands it on in order. What cannot be had any more
 * is told as a gap. Rejects where the session ends meanwhile.
 */
export async function catchUp(parts: CatchUpParts): Promise<void> {
  const { worker, reading, positions, linkedAt, timings, log } = parts
  const again = positions.rereading()
  if (!again) return
  const { place, since, done } = again
  const chats = await worker.call('chats', [since], timings.callMs)
  let found = 0
  for (const chat of chats) {
    const { messages, from, reactions } = await worker.call('history', [chat, since, timings.chatMost], timings.callMs)
    const oldest = messages[0]
    const isPart = from === 'middle' || (from === 'beginning' && linkedAt > place)
    if (isPart && oldest && oldest.t > place) reading.gap(chat, place, oldest.t)
    for (const message of messages) reading.again(message)
    for (const reaction of reactions) reading.reacted(reaction)
    found += messages.length
  }
  if (found > 0) log.info({ chats: chats.length, messages: found }, 'the chats were read')
  done()
}
