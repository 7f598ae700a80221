import { setMaxListeners } from 'node:events'
import { Readable } from 'node:stream'
import { inLine } from '../../domain/in-line.ts'
import { underWay } from '../../domain/under-way.ts'
import { type Channel, ChannelError, type ChannelLimits, type Inlet, type RemoteFile } from '../channel.ts'
import { type OpenLine, openLine } from './open-line.ts'
import type { WhatsAppOptions } from './options.ts'
import { usualTimings } from './timings.ts'
import { lineDown } from './turns.ts'
import { CallFailed, type WorkerProcess } from './worker-process.ts'

const MB = 1024 * 1024
const limits: ChannelLimits = {
  textLength: 60_000,
  captionLength: 1024,
  buttons: 0,
  fileBytes: 50 * MB,
  downloadBytes: 50 * MB,
  albumFiles: 1,
  edit: true,
  typing: true,
}
/** Files fetched at once: each stands whole in the page, on the wire and here. */
const FILES_AT_ONCE = 2
/** So long closing waits for acknowledgements. */
const LEAVE_MS = 3_000
/** A sign that somebody writes is taken back after so long. */
const TYPING_MS = 8_000

/** One number of WhatsApp, by way of WhatsApp Web in a browser of its own. */
export const whatsappChannel = (options: WhatsAppOptions): Channel => {
  const { clock } = options
  const timings = { ...usualTimings, ...options.timings }
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  const work = underWay()
  const files = inLine(FILES_AT_ONCE)
  /** Seldom: who looks at hundreds of people in a row is taken for a prober. */
  const pictures = inLine(1)
  let line: OpenLine | null = null

  /** What may fail without anybody missing it, and for which nobody waits. */
  const bestEffort = async (deed: (worker: WorkerProcess) => Promise<unknown>) => {
    const worker = line?.up()
    if (worker) deed(worker).catch(() => undefined)
  }
  const show = (worker: WorkerProcess, chat: string, on: boolean) => worker.call('typing', [chat, on], timings.callMs)
  const typing = (chat: string) =>
    bestEffort(async worker => {
      await show(worker, chat, true)
      void clock.sleep(TYPING_MS, closing.signal).then(() => show(worker, chat, false).catch(() => undefined))
    })

  async function download({ token, bytes = 0 }: RemoteFile): Promise<Readable> {
    if (bytes > limits.downloadBytes) throw new ChannelError('refused', 'too_large', 'the file is too large')
    const worker = line?.up()
    if (!worker) throw lineDown()
    // The id is the sender's, who may have put anything into it.
    const [chat, id] = [token.slice(0, token.indexOf('|')), token.slice(token.indexOf('|') + 1)]
    const found = await worker.call('download', [chat, id], timings.sendMs * 4).catch(error => {
      throw new ChannelError('unreachable', 'server', error instanceof CallFailed ? error.message : 'download')
    })
    // It may be there later: WhatsApp asks the customer's phone for it.
    if (!found) throw new ChannelError('unreachable', 'gone', 'WhatsApp does not give the file')
    return Readable.from([found.content])
  }

  return {
    name: 'whatsapp',
    account: options.account,
    limits,
    idsWithin: 'account',
    open: async (inlet: Inlet) => {
      line = await openLine({ ...options, timings, inlet, closing: closing.signal, typing })
    },
    turn: async ({ chat }, cost, signal) => {
      if (!line) throw lineDown()
      for (let i = 0; i < cost; i++) await line.turns.turn(chat, signal)
    },
    send: ({ chat }, part, key) => work.add(line ? line.send(chat, part, key) : Promise.reject(lineDown())),
    find: async ({ chat }, part, key, since) => (await line?.find(chat, part, key, since)) ?? { state: 'unknown' },
    typing: ({ chat }) => typing(chat),
    seen: ({ chat }) => bestEffort(worker => worker.call('seen', [chat], timings.callMs)),
    download: file => files(() => download(file)),
    picture: remoteId =>
      pictures(async () => {
        await clock.sleep(options.everyMs, closing.signal)
        const worker = line?.up()
        const picture = await worker?.call('picture', [remoteId], timings.callMs).catch(() => null)
        return picture ? Readable.from([picture.content]) : null
      }),
    pairing: {
      offer: () => line?.offer() ?? null,
      begin: async phone => line?.begin(phone),
      unlink: async () => line?.forget(),
    },
    close: async () => {
      line?.turns.close()
      // What is on its way is acknowledged in a moment; where the line is down, by nobody.
      const enough = new AbortController()
      if (line?.up()) await Promise.race([work.done(), clock.sleep(LEAVE_MS, enough.signal)])
      enough.abort()
      closing.abort()
      await line?.close()
      await work.done()
    },
  }
}
