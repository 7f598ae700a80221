import { handOver } from '../cases/escalate.ts'
import { silence } from '../cases/silence.ts'
import type { Incoming } from '../channels/channel.ts'
import type { Extras } from '../domain/message.ts'
import { signOf } from '../domain/sign.ts'
import type { Hearing } from './hearing.ts'
import { keepFiles } from './keep-files.ts'
import { messageBy, repliedTo } from './told-of.ts'

/** What is no word of the customer's: it opens no case, is not unread, and the bot is not told. */
type Of<K extends Incoming['kind']> = Extract<Incoming, { kind: K }>

/** Somebody of ours answered on another device. Whatever the bot had in mind, a person speaks now. */
export async function hearElsewhere(hearing: Hearing, event: Of<'said_elsewhere'>): Promise<void> {
  const { thread, messageId, who, source } = hearing
  const extras: Extras = { elsewhere: true, ...(event.unsupported ? { unsupported: event.unsupported } : {}) }
  await thread.say({
    id: messageId,
    from: 'agent',
    identityId: who.identity.id,
    channel: source.channel,
    text: event.text,
    extras,
    replyTo: await repliedTo(hearing, event.replyTo),
    sendState: 'sent',
    at: event.at,
    sign: signOf({ files: event.files, extras }),
  })
  await keepFiles(hearing, messageId, event.files, 0, 'us')
  await silence(thread)
  if (thread.row.turn === 'bot') await handOver(thread, 'elsewhere')
}

/** Whoever said it took it back. What it said stays: it may be what the case is about. */
export async function hearDeletion(hearing: Hearing, event: Of<'deleted'>): Promise<void> {
  const old = await messageBy(hearing, event.deletes)
  if (!old || old.extras.deletedAt) return
  if (old.from !== 'customer' && !old.extras.elsewhere) return
  const extras = { ...old.extras, deletedAt: event.at.toISOString() }
  await hearing.thread.tx.messages.update(old, { extras })
}

export async function hearReaction(hearing: Hearing, event: Of<'reacted'>): Promise<void> {
  const on = await messageBy(hearing, event.on)
  if (!on) return
  const { reactions: before = [], ...extras } = on.extras
  const others = before.filter(({ from }) => from !== 'customer')
  const reactions = event.emoji ? [...others, { emoji: event.emoji, from: 'customer' as const }] : others
  await hearing.thread.tx.messages.update(on, { extras: reactions.length > 0 ? { ...extras, reactions } : extras })
}

/** Only for whom something may be missing: who had said nothing before cannot miss it. */
export async function hearGap({ thread, messageId }: Hearing, { from, to }: Of<'gap'>): Promise<void> {
  if (thread.row.lastSeq === 0 || thread.row.createdAt > from) return
  await thread.tell({ code: 'gap', from: from.toISOString(), to: to.toISOString() }, messageId)
}
