import type { Incoming } from '../channels/channel.ts'
import type { Extras, FileRef } from '../domain/message.ts'
import { signOf } from '../domain/sign.ts'
import type { MessageRow } from '../storage/tables.ts'
import type { Hearing } from './hearing.ts'
import { keepFiles } from './keep-files.ts'
import { isOfOurs, messageBy, repliedTo, reviseWords } from './told-of.ts'

type Of<K extends Incoming['kind']> = Extract<Incoming, { kind: K }>

export async function hearMessage(hearing: Hearing, event: Of<'message'>): Promise<void> {
  await hearing.speaks()
  const files = hearing.begun ? await joinAlbum(hearing, event, hearing.begun) : await newMessage(hearing, event)
  await hearing.bot.hear(hearing.thread, hearing.who, {
    kind: 'said',
    text: event.text,
    files,
    ...(event.contact ? { contact: event.contact } : {}),
    ...(event.location ? { location: true } : {}),
  })
}

async function newMessage(hearing: Hearing, event: Of<'message'>): Promise<FileRef[]> {
  const { thread, messageId, who } = hearing
  const extras = extrasOf(event)
  await thread.say({
    id: messageId,
    from: 'customer',
    identityId: who.identity.id,
    channel: hearing.source.channel,
    text: event.text,
    extras,
    album: event.album ?? null,
    replyTo: await repliedTo(hearing, event.replyTo),
    at: event.at,
    sign: signOf({ files: event.files, extras }),
  })
  thread.row.unread += 1
  return keepFiles(hearing, messageId, event.files, 0)
}

/** The rest of an album comes as messages of their own: their files join the first one. */
async function joinAlbum(hearing: Hearing, event: Of<'message'>, begun: MessageRow): Promise<FileRef[]> {
  const { tx } = hearing.thread
  const there = await tx.files.ofMessage(begun.id)
  const text = [begun.text, event.text].filter(Boolean).join('\n')
  await hearing.thread.revise(begun, { text })
  return keepFiles(hearing, begun.id, event.files, there.length)
}

const extrasOf = ({ contact, location, forwarded, unsupported }: Of<'message'>): Extras => ({
  ...(contact ? { contact } : {}),
  ...(location ? { location } : {}),
  ...(forwarded ? { forwarded } : {}),
  ...(unsupported ? { unsupported } : {}),
})

/**
 * New words for an old message. For one we never had, or that showed no words (a start), they are stored as if said now.
 * Where it could not be read at first, these are its words.
 */
export async function hearEdit(hearing: Hearing, event: Of<'edited'>): Promise<void> {
  const old = await messageBy(hearing, event.edits)
  if (isOfOurs(old)) return old.extras.elsewhere ? reviseWords(hearing, old, event) : undefined
  if (old?.from !== 'customer') return hearMessage(hearing, { ...event, kind: 'message', files: [] })
  await hearing.speaks()
  if (old.text === event.text) return
  await reviseWords(hearing, old, event)
  await hearing.bot.hear(hearing.thread, hearing.who, { kind: 'said', text: event.text, files: [] })
}

/** A pressed button is said as the words on it. */
export async function hearPress(hearing: Hearing, event: Of<'pressed'>): Promise<void> {
  await hearing.speaks()
  const { thread, messageId, source, who, bot } = hearing
  const label = await labelOf(hearing, event)
  await thread.say({
    id: messageId,
    from: 'customer',
    identityId: who.identity.id,
    channel: source.channel,
    text: label,
    extras: { pressed: event.value },
    at: event.at,
  })
  thread.row.unread += 1
  await bot.hear(thread, who, { kind: 'pressed', value: event.value })
}

async function labelOf(hearing: Hearing, { on, value }: Of<'pressed'>): Promise<string> {
  const under = on ? await messageBy(hearing, on) : null
  const button = under?.extras.buttons?.flat().find(each => each.value === value)
  return button?.label ?? value
}

export async function hearStart(hearing: Hearing, event: Of<'started'>): Promise<void> {
  const { thread, who, bot, messageId } = hearing
  await hearing.speaks()
  await thread.tell({ code: 'started', ...(event.payload ? { payload: event.payload } : {}) }, messageId)
  await bot.hear(thread, who, { kind: 'started', ...(event.payload ? { payload: event.payload } : {}) })
}

export async function hearReachable({ thread, messageId }: Hearing, event: Of<'reachable'>): Promise<void> {
  await thread.tell({ code: event.reachable ? 'unblocked' : 'blocked' }, messageId)
}
