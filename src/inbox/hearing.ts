import type { Bot, Who } from '../bot/run.ts'
import type { OpenThread } from '../cases/open-thread.ts'
import type { MessageId } from '../domain/ids.ts'
import type { LimitsOf } from '../outbox/queue.ts'
import type { RemotePlace } from '../storage/queries/messages.ts'
import type { MessageRow } from '../storage/tables.ts'
import type { Source } from './identify.ts'

/** What an event is heard with, within one write. */
export interface Hearing {
  thread: OpenThread
  who: Who
  source: Source
  bot: Bot
  limitsOf: LimitsOf
  /** The id of this event's message, already bound to the network's name for it. */
  messageId: MessageId
  /** Within what this network's ids are looked up. */
  place: Pick<RemotePlace, 'accountId' | 'remoteChat'>
  /** The customer says something: answers go where they said it, and they have an open case. */
  speaks(): Promise<void>
  /** The message an album began with, where the event is more of it. */
  begun: MessageRow | null
}
