import type { Line } from '../../inbox/lines.ts'
import type { AccountRow } from '../../storage/tables.ts'
import type { ChannelView } from '../schemas/channels.ts'

/** A line of ours as the console shows it. `known` is what we remember of the account from before. */
export function channelView({ channel, name, sandbox, status }: Line, known: AccountRow | null = null): ChannelView {
  return {
    id: channel.account,
    channel: channel.name,
    name: status.state === 'online' ? status.name : (known?.name ?? name),
    address: status.state === 'online' ? status.address : (known?.address ?? null),
    state: status.state,
    reason: 'reason' in status ? status.reason : null,
    detail: 'detail' in status ? status.detail : null,
    sandbox,
  }
}
