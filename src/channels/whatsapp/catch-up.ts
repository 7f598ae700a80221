import type { Log } from '../shared/log.ts'
import type { Positions } from './positions.ts'
import type { Reading } from './reading.ts'
import type { Timings } from './timings.ts'
import type { WorkerProcess } from './worker-process.ts'

export interface CatchUpParts {
  worker: WorkerProcess
  reading: Reading
  positions: Positions
  timings: Pick<Timings, 'callMs' | 'chatMost'>
  log: Log
}

/**
 * Reads in every chat what was said since the place that was reached, and hands it on in order. What cannot be had any more
 * is told as a gap. Rejects where the session ends meanwhile.
 */
export async function catchUp({ worker, reading, positions, timings, log }: CatchUpParts): Promise<void> {
  const from = positions.rereading()
  if (!from) return
  const { place, since, done } = from
  const chats = await worker.call('chats', [since], timings.callMs)
  let found = 0
  for (const chat of chats) {
    const { messages, complete, reactions } = await worker.call(
      'history',
      [chat, since, timings.chatMost],
      timings.callMs,
    )
    const oldest = messages[0]
    if (!complete && oldest && oldest.t > place) reading.gap(chat, place, oldest.t)
    for (const message of messages) reading.again(message)
    for (const reaction of reactions) reading.reacted(reaction)
    found += messages.length
  }
  if (found > 0) log.info({ chats: chats.length, messages: found }, 'the chats were read')
  done()
}
