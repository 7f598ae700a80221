import type { ChannelStatus } from '../../channels/channel.ts'
import type { Line } from '../../inbox/lines.ts'
import type { ChannelView } from '../schemas/channels.ts'

/** A line of ours as the console shows it. What is offered for linking is no part of it: everybody may see this. */
export function channelView({ channel, name, given, address, sandbox, status }: Line): ChannelView {
  return {
    id: channel.account,
    channel: channel.name,
    name: status.state === 'online' && !given ? status.name : name,
    address,
    ...fares(status),
    pairable: channel.pairing !== undefined,
    // Whoever named it added it.
    removable: given,
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
