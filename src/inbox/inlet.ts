import type { Channel, ChannelStatus, Inlet } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { Logger } from '../domain/log.ts'
import type { Store } from '../storage/store.ts'
import type { Inbox } from './receive.ts'

export interface LineParts {
  store: Store
  inbox: Inbox
  clock: Clock
  log: Logger
}

/** Whose line it is, and whether a person gave it its name. */
interface Whose {
  channel: Channel
  name: string
  given: boolean
}

/** The core as one channel sees it. `isOurs` takes each status and says whether the line still stands. */
export function inletOf(parts: LineParts, whose: Whose, isOurs: (status: ChannelStatus) => boolean): Inlet {
  const { store, inbox } = parts
  const { account, name, idsWithin } = whose.channel
  const source = { channel: name, account, idsWithin }
  const tell = tellerOf(parts, whose)
  return {
    received: event => inbox.receive(source, event),
    receipt: receipt => inbox.receipt(source, receipt),
    bookmark: {
      get: async () => (await store.read.accounts.byId(account))?.bookmark ?? null,
      set: async place => {
        await store.write('worker:channels', tx => tx.accounts.readTo(account, place))
      },
    },
    status: status => {
      if (isOurs(status)) tell(status)
    },
  }
}

/** What is worth remembering of a status: not what is offered now, nor how far it has read. */
function essence(status: ChannelStatus): ChannelStatus {
  if (status.state === 'pairing') return { state: 'pairing', offer: 0 }
  return status.state === 'syncing' ? { state: 'syncing', percent: null } : status
}

const same = (one: ChannelStatus | null, other: ChannelStatus) => JSON.stringify(one) === JSON.stringify(other)

/**
 * Tells consoles each time a line's status changes, and the database where it is worth remembering. While one is written
 * down only the newest waits: a console looks at how it is now, not at how it was.
 */
function tellerOf({ store, clock, log }: LineParts, { channel: { account }, given, name }: Whose) {
  let told: ChannelStatus | null = null
  let kept: ChannelStatus | null = null
  let waiting: ChannelStatus | null = null
  let running = false

  async function write(status: ChannelStatus) {
    const keep = essence(status)
    const isNews = !same(kept, keep)
    if (isNews) {
      log.info({ account, state: status.state, ...('reason' in status ? { reason: status.reason } : {}) }, 'channel')
    }
    await store.write('worker:channels', async tx => {
      if (isNews) await tx.accounts.fares(account, { ...keep, since: clock.now().toISOString() })
      if (isNews && status.state === 'online')
        await tx.accounts.named(account, { name: given ? name : status.name, address: status.address })
      tx.events.channelChanged(account)
    })
    kept = keep
  }

  async function run() {
    running = true
    for (let next = waiting; next; next = waiting) {
      waiting = null
      await write(next).catch(error => {
        told = null
        log.warn({ account, error: (error as Error).name }, "a line's state was not stored")
      })
    }
    running = false
  }

  return (status: ChannelStatus) => {
    if (same(told, status)) return
    told = status
    waiting = status
    if (!running) void run()
  }
}
