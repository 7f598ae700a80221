import {
  ChannelError,
  type ChannelStatus,
  type Inlet,
  type OutgoingPart,
  type PairingOffer,
  type RemoteMessage,
} from '../channel.ts'
import { keepBookmark } from './bookmark.ts'
import { catchUp } from './catch-up.ts'
import { caution } from './caution.ts'
import { comingUp } from './coming-up.ts'
import { folderAt } from './folder.ts'
import { telling } from './line.ts'
import type { WhatsAppOptions } from './options.ts'
import { positions } from './positions.ts'
import type { WorkerEvent } from './protocol.ts'
import { type Reading, reading } from './reading.ts'
import { type Receipts, receipts } from './receipts.ts'
import { sending } from './sending.ts'
import { supervise } from './supervisor.ts'
import type { Timings } from './timings.ts'
import { turns } from './turns.ts'
import { CallFailed, type WorkerProcess } from './worker-process.ts'

export type OpenLine = Awaited<ReturnType<typeof openLine>>

export interface LineParts extends Omit<WhatsAppOptions, 'timings'> {
  inlet: Inlet
  timings: Timings
  closing: AbortSignal
  typing(chat: string): Promise<void>
}

type Ready = Extract<WorkerEvent, { event: 'ready' }>

/** At most so often a message that nobody acknowledged is a reason for a new session. */
const SUSPICION_MS = 10 * 60_000

/** Everything between one number's browser and the core. */
export async function openLine(parts: LineParts) {
  const { inlet, clock, log, timings, closing } = parts
  const places = positions(await inlet.bookmark.get())
  const bookmark = keepBookmark({ inlet, places, clock, timings, closing, log })
  const line = telling(status => inlet.status(status))
  const told = receipts({ inlet, clock, timings, closing })
  const read = reading({ ...parts, receipts: told, positions: places, person: chat => ask(chat), ours: () => ours })
  const folder = folderAt(parts.folder)
  /** In seconds. */
  const linkedAt = () => Math.floor((folder.linkedAt() ?? clock.now()).getTime() / 1000)
  /** The session that is linked, read through and connected. */
  let up: WorkerProcess | null = null
  let ready: Ready | null = null
  let ours: string | null = null
  /** The page's connection, as it was last told. */
  let link = ''
  let offer: PairingOffer | null = null
  let offers = 0
  let suspectedAt = Number.NEGATIVE_INFINITY

  async function ask(chat: string) {
    const worker = supervisor.current()
    if (!worker) throw new CallFailed('gone', 'person', 'no session')
    return worker.call('person', [chat], timings.callMs)
  }
  const care = caution({
    clock,
    rests(ms) {
      log.warn({ account: parts.account, ms }, 'WhatsApp refuses what is sent: the number rests')
      if (ready) line.tell(online(ready, true))
      void clock.sleep(ms, closing).then(() => ready && up && line.tell(online(ready)))
    },
  })
  const send = sending({
    up: () => up,
    receipts: told,
    clock,
    timings,
    unacked(worker) {
      const now = clock.now().getTime()
      if (up !== worker || now - suspectedAt < SUSPICION_MS) return
      suspectedAt = now
      worker.lose('browser', 'nobody acknowledges what is sent')
    },
  })

  const pace = turns({
    clock,
    everyMs: parts.everyMs,
    isUp: () => up !== null,
    restMs: care.restMs,
    handing: send.handing,
    next: chat => void parts.typing(chat),
  })

  const coming = comingUp({
    ...parts,
    sweep: worker => catchUp({ worker, reading: read, positions: places, linkedAt: linkedAt(), timings, log }),
    idle: read.idle,
    current: () => supervisor.current(),
    chat: chatHearing(read, told),
    reading: () => line.tell({ state: 'syncing', percent: null }),
    up(worker) {
      up = worker
      if (ready) line.tell(online(ready))
    },
  })

  function down(): void {
    up = null
    pace.stir()
  }

  function hear(event: WorkerEvent, worker: WorkerProcess): void {
    switch (event.event) {
      case 'offer':
        offer = { kind: event.kind, text: event.text, at: clock.now() }
        offers += 1
        line.tell({ state: 'pairing', offer: offers })
        break
      case 'syncing':
        offer = null
        // The page counts what it is handed at each reconnection, and may do so until after all of it was read.
        if (up) break
        line.tell({ state: 'syncing', percent: event.percent })
        break
      case 'ready':
        ready = event
        ours = `+${event.number}`
        // A number begins with what is said from its linking on, even where we were ended a moment after that.
        places.startAt(linkedAt())
        link = ''
        connection(event.state, worker)
        break
      case 'connection':
        connection(event.state, worker)
        break
      case 'fault':
        log.warn({ fault: event.text }, 'the page threw')
        break
      default:
        coming.hear(event)
    }
  }

  function connection(state: string, worker: WorkerProcess): void {
    if (!ready || state === link) return
    link = state
    if (state === 'CONNECTED') {
      void coming.ready(worker)
      return
    }
    // A page that is loaded anew says itself when it can be used, as in a new session.
    if (state === 'RELOADING') {
      ready = null
      coming.over()
    } else coming.down()
    down()
    line.tell({ state: 'reconnecting', reason: state })
  }

  const supervisor = supervise({
    ...parts,
    folder,
    line,
    hear,
    saw: (state, worker) => connection(state, worker),
    over() {
      ready = null
      offer = null
      coming.over()
      down()
      told.over()
    },
  })

  return {
    turns: pace,
    up: () => up,
    async send(chat: string, part: OutgoingPart, key: string): Promise<RemoteMessage> {
      try {
        const remote = await send.send(chat, part, key)
        care.went()
        return remote
      } catch (error) {
        if (error instanceof ChannelError && error.code === 'rejected') care.refused(chat)
        throw error
      }
    },
    find: send.find,
    offer: () => offer,
    begin: (phone: string | null) => supervisor.begin(phone),
    forget: () => supervisor.forget(),
    async close() {
      await supervisor.close()
      await Promise.all([read.idle(), told.idle()])
      await bookmark.close()
      line.tell({ state: 'closed' })
    },
  }
}

/** What happens in chats, to those who hand it on. */
const chatHearing = (read: Reading, told: Receipts) => (event: WorkerEvent) => {
  if (event.event === 'message' || event.event === 'unreadable') read.message(event.message)
  else if (event.event === 'revoked') read.message({ ...event.message, type: 'revoked' })
  else if (event.event === 'edited') read.edited(event.message)
  else if (event.event === 'ack') told.acked(event.id, event.ack)
  else if (event.event === 'reaction') read.reacted(event)
  else if (event.event === 'call') read.called(event)
}

function online({ name, number, missing, version }: Ready, rests = false): ChannelStatus {
  const troubles = [
    ...(rests ? ['WhatsApp refused several messages: sending rests for ten minutes'] : []),
    ...(missing.length > 0 ? [`WhatsApp Web ${version} has changed: ${missing.join(', ')}`] : []),
  ]
  return {
    state: 'online',
    name: name || 'WhatsApp',
    address: `+${number}`,
    ...(troubles.length > 0 ? { detail: troubles.join('. ') } : {}),
  }
}
