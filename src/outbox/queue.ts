import type { OpenThread } from '../cases/open-thread.ts'
import type { ChannelLimits } from '../channels/channel.ts'
import type { AccountId } from '../domain/ids.ts'
import { type MessageId, newId } from '../domain/ids.ts'
import { signOf } from '../domain/sign.ts'
import type { IdentityRow } from '../storage/tables.ts'
import { planParts, type Words } from './plan.ts'

/** What a channel's account can carry, known even while its line is down. */
export type LimitsOf = (account: AccountId) => ChannelLimits

export interface Outgoing extends Words {
  from: 'bot' | 'agent'
  agentId?: string
}

/** Says something to the customer: the message and what is to be sent of it, within the caller's write. */
export async function queue(
  thread: OpenThread,
  to: IdentityRow,
  words: Outgoing,
  limits: ChannelLimits,
): Promise<MessageId> {
  const { tx, row, now } = thread
  const id = await thread.say({
    from: words.from,
    agentId: words.agentId ?? null,
    identityId: to.id,
    channel: to.channel,
    text: words.text,
    extras: words.buttons ? { buttons: words.buttons } : {},
    replyTo: words.replyTo ?? null,
    sendState: 'queued',
    sign: signOf({ files: words.files ?? [] }),
  })
  for (const part of planParts(words, limits)) {
    await tx.outbox.add({
      id: newId('snd'),
      threadId: row.id,
      messageId: id,
      accountId: to.accountId,
      remoteChat: to.remoteChat,
      part,
      from: words.from,
      state: 'queued',
      dueAt: now,
      createdAt: now,
    })
  }
  return id
}
