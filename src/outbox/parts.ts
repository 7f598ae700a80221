import type { Channel } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { ChannelName } from '../domain/customer.ts'
import type { AccountId } from '../domain/ids.ts'
import type { Logger } from '../domain/log.ts'
import type { SendState } from '../domain/message.ts'
import type { MediaStore } from '../media/media.ts'
import type { Store } from '../storage/store.ts'

export interface DeliverParts {
  store: Store
  media: MediaStore
  clock: Clock
  log: Logger
  channel(account: AccountId): Channel | null
  /** Counts how attempts ended. */
  ended?: (channel: ChannelName, state: SendState) => void
}
