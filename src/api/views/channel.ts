import type { ChannelStatus } from '../../channels/channel.ts'
import type { Line } from '../../inbox/lines.ts'
import type { AccountRow } from '../../storage/tables.ts'
import type { ChannelView } from '../schemas/channels.ts'

interface About {
  /** What we remember of the account from before. */
  known?: AccountRow | null
  /** It was added by hand: the name it was given then stays, whatever the network calls it. */
  removable?: boolean
}

/** A line of ours as the console shows it. What is offered for linking is no part of it: everybody may see this. */
export function channelView(
  { channel, name, sandbox, status }: Line,
  { known = null, removable = false }: About = {},
): ChannelView {
  return {
    id: channel.account,
    channel: channel.name,
    name: removable ? name : status.state === 'online' ? status.name : (known?.name ?? name),
    address: status.state === 'online' ? status.address : (known?.address ?? null),
    ...fares(status),
    pairable: channel.pairing !== undefined,
    removable,
    sandbox,
  }
}

const fares = (status: ChannelStatus): Pick<ChannelView, 'state' | 'reason' | 'detail' | 'offer' | 'percent'> => ({
  state: status.state,
  reason: 'reason' in status ? status.reason : null,
  detail: ('detail' in status && status.detail) || null,
  offer: status.state === 'pairing' ? status.offer : null,
  percent: status.state === 'syncing' && status.percent !== null ? Math.round(status.percent) : null,
})
