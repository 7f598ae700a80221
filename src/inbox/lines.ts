import type { Channel, ChannelLimits, ChannelStatus } from '../channels/channel.ts'
import type { AccountId } from '../domain/ids.ts'
import { inletOf, type LineParts } from './inlet.ts'

/** A channel account of ours and how it fares. */
export interface Line {
  channel: Channel
  /** What it is called until the network told its own name. */
  name: string
  /** A person gave it that name: it stays, whatever the network says. */
  given: boolean
  /** What the network last called it, as long as we know it. */
  address: string | null
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
  /** Set once the house is open. */
  let house: LineParts | null = null

  async function begin(parts: LineParts, line: Line) {
    const { channel, name } = line
    const { account } = channel
    const row = { id: account, channel: channel.name, name, address: null, createdAt: parts.clock.now() }
    const [kept] = await parts.store.write('worker:channels', tx => tx.accounts.put(row))
    line.address = kept?.address ?? null
    const inlet = inletOf(parts, line, status => {
      line.status = status
      if (status.state === 'online') line.address = status.address
      return lines.get(account) === line
    })
    await channel.open(inlet)
  }

  return {
    /** Its channel is opened with the others, or by `openOne`. */
    add(channel: Channel, about: { name: string; sandbox: boolean; given?: boolean }) {
      lines.set(channel.account, { channel, given: false, address: null, ...about, status: { state: 'starting' } })
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
      house = parts
      for (const line of lines.values()) await begin(parts, line)
    },

    /** Opens a line that was added after the others were opened. Before, it does nothing: `open` will. */
    async openOne(account: AccountId) {
      const line = lines.get(account)
      if (house && line) await begin(house, line)
    },

    /** Closes the account's line for good. What was said stays, and what is queued waits in vain. */
    async remove(account: AccountId) {
      const line = lines.get(account)
      lines.delete(account)
      await line?.channel.close()
      const parts = house
      await parts?.store.write('worker:channels', async tx => {
        await tx.accounts.remove(account, parts.clock.now())
        tx.events.channelChanged(account)
      })
    },

    close: async () => {
      await Promise.all([...lines.values()].map(({ channel }) => channel.close()))
    },
  }
}

export type Lines = ReturnType<typeof linesOf>
