import type { Channel, ChannelLimits, ChannelStatus } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { AccountId } from '../domain/ids.ts'
import type { Logger } from '../domain/log.ts'
import type { Store } from '../storage/store.ts'
import type { Inbox } from './receive.ts'

export interface LineParts {
  store: Store
  inbox: Inbox
  clock: Clock
  log: Logger
}

/** A channel account of ours and how it fares. */
export interface Line {
  channel: Channel
  /** What it is called until the network told its own name. */
  name: string
  sandbox: boolean
  status: ChannelStatus
}

/** What fits through an account whose channel is not there: the least any has, so that words wait rather than break. */
const unknownLimits: ChannelLimits = {
  textLength: 4_096,
  captionLength: 1_024,
  buttons: 100,
  fileBytes: 50 * 1024 * 1024,
  downloadBytes: 20 * 1024 * 1024,
  albumFiles: 10,
  edit: false,
  typing: false,
}

/** The lines into the house: every account's channel, opened into the inbox. */
export function linesOf() {
  const lines = new Map<AccountId, Line>()

  async function tellOf({ store, log }: LineParts, line: Line, status: ChannelStatus) {
    line.status = status
    const { account } = line.channel
    log.info({ account, state: status.state, ...('reason' in status ? { reason: status.reason } : {}) }, 'channel')
    await store.write('worker:channels', async tx => {
      if (status.state === 'online') await tx.accounts.named(account, { name: status.name, address: status.address })
      tx.events.channelChanged(account)
    })
  }

  return {
    add(channel: Channel, about: { name: string; sandbox: boolean }) {
      lines.set(channel.account, { channel, ...about, status: { state: 'starting' } })
    },
    all: (): Line[] => [...lines.values()],
    channel: (account: AccountId): Channel | null => lines.get(account)?.channel ?? null,
    limitsOf: (account: AccountId): ChannelLimits => lines.get(account)?.channel.limits ?? unknownLimits,

    /** What fits through an account and whether its line is up; null where no channel serves it. */
    fits(account: AccountId): { limits: ChannelLimits; online: boolean } | null {
      const line = lines.get(account)
      return line ? { limits: line.channel.limits, online: line.status.state === 'online' } : null
    },

    /** Opens every line. */
    async open(parts: LineParts) {
      for (const line of lines.values()) {
        const { channel } = line
        const { account, name } = channel
        const row = { id: account, channel: name, name: line.name, address: null, createdAt: parts.clock.now() }
        await parts.store.write('worker:channels', tx => tx.accounts.put(row))
        await channel.open({
          received: event => parts.inbox.receive({ channel: name, account }, event),
          status: status =>
            void tellOf(parts, line, status).catch(error =>
              parts.log.warn({ account, error: (error as Error).name }, "a line's state was not stored"),
            ),
        })
      }
    },
    close: async () => {
      await Promise.all([...lines.values()].map(({ channel }) => channel.close()))
    },
  }
}

export type Lines = ReturnType<typeof linesOf>
