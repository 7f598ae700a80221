import type { Agent } from '../domain/agent.ts'
import { AppError } from '../domain/errors.ts'
import { type MessageId, newId } from '../domain/ids.ts'
import { hasGone } from '../domain/message.ts'
import { queue } from '../outbox/queue.ts'
import { isTrouble, settleMessage } from '../outbox/settle.ts'
import type { MessageRow, SendRow } from '../storage/tables.ts'
import { lengthOf } from '../text/length.ts'
import type { Reply } from './desk.ts'
import { addressOf, type DeskParts } from './desk-parts.ts'
import type { OpenThread } from './open-thread.ts'

/** Says an agent's words to the customer. The thread is the agent's. */
export async function sendReply(parts: DeskParts, thread: OpenThread, agent: Agent, words: Reply): Promise<MessageId> {
  const to = await addressOf(thread)
  if (words.replyTo) await messageOf(thread, words.replyTo)
  const files = await ownUploads(thread, agent, words)
  const id = await queue(
    thread,
    to,
    {
      from: 'agent',
      agentId: agent.id,
      text: words.text.trim(),
      files,
      ...(words.replyTo ? { replyTo: words.replyTo } : {}),
    },
    parts.limitsOf(to.accountId),
  )
  if (words.files.length > 0) await attach(thread, agent, words, id)
  thread.row.unread = 0
  return id
}

async function ownUploads({ tx }: OpenThread, agent: Agent, { files }: Reply) {
  const rows = await tx.files.byIds(files)
  const found = files.map(id => rows.find(row => row.id === id && row.agentId === agent.id && row.messageId === null))
  if (found.some(row => row === undefined))
    throw new AppError('not_found', 'a file to send is not there', 'A file is not there any more. Add it again.')
  return found.map(row => ({ id: row!.id, kind: row!.kind }))
}

async function attach({ tx, row }: OpenThread, agent: Agent, { files }: Reply, messageId: MessageId): Promise<void> {
  await tx.files.attach(files, { messageId, threadId: row.id, agentId: agent.id })
  for (const [position, id] of files.entries()) await tx.files.update(id, { position })
}

/** @throws AppError `not_found` where the thread has no such message */
async function messageOf({ tx, row }: OpenThread, id: MessageId): Promise<MessageRow> {
  const message = await tx.messages.byId(id)
  if (message?.threadId === row.id) return message
  throw new AppError('not_found', `no message ${id} on ${row.id}`, 'This message does not exist.')
}

/** Changes what a sent message says, here and on the network. */
export async function editReply(
  parts: DeskParts,
  thread: OpenThread,
  agent: Agent,
  id: MessageId,
  text: string,
): Promise<void> {
  const { tx, now, row } = thread
  const message = await messageOf(thread, id)
  const identity = message.identityId ? await tx.customers.identity(message.identityId) : null
  if (message.from !== 'agent' || message.agentId !== agent.id || !identity) {
    throw new AppError('not_yours', `${id} is not a message of ${agent.id}`, 'Only your own messages can be edited.')
  }
  const caption = await editable(parts, thread, message, text)
  const before = [...(message.extras.before ?? []), { text: message.text, until: now.toISOString() }]
  await tx.messages.update(message, { text, editedAt: now, extras: { ...message.extras, before } })
  await tx.outbox.add({
    id: newId('snd'),
    threadId: row.id,
    messageId: id,
    accountId: identity.accountId,
    remoteChat: identity.remoteChat,
    part: { kind: 'edit', target: id, text, caption },
    from: 'agent',
    state: 'queued',
    dueAt: now,
    createdAt: now,
  })
  await settleMessage(tx, id, now)
}

/** Whether its words stand under a file. @throws AppError where the channel cannot change it */
async function editable(
  { limitsOf }: DeskParts,
  { tx }: OpenThread,
  message: MessageRow,
  text: string,
): Promise<boolean> {
  const sends = await tx.outbox.ofMessage(message.id)
  const worded = sends.filter(
    ({ part }) => part.kind === 'text' || ('caption' in part && part.kind !== 'edit' && part.caption),
  )
  const limits = sends[0] && limitsOf(sends[0].accountId)
  const caption = worded[0]?.part.kind !== 'text'
  const room = caption ? limits?.captionLength : limits?.textLength
  const can = limits?.edit && hasGone(message.sendState) && worded.length === 1 && lengthOf(text) <= (room ?? 0)
  if (!can) throw new AppError('invalid', `${message.id} cannot be edited`, 'This message cannot be edited any more.')
  return caption
}

/** Sends again what failed or may not have gone. Where the network can be asked whether it went, it is asked first. */
export async function retrySend({ channel }: DeskParts, thread: OpenThread, id: MessageId): Promise<void> {
  const { tx, now } = thread
  const message = await messageOf(thread, id)
  const sends = (await tx.outbox.ofMessage(id)).filter(({ state }) => state === 'failed' || state === 'unknown')
  if (sends.length === 0)
    throw new AppError('conflict', `${id} has nothing to send again`, 'This message needs no sending.')
  if (message.extras.dismissed) await undismiss(thread, message)
  for (const send of sends) {
    const asks = send.state === 'unknown' && channel(send.accountId)?.find !== undefined
    // Whoever said it first, now a person wants it said: taking the thread from the bot does not silence it.
    await tx.outbox.update(send.id, { from: 'agent', dueAt: now, ...(asks ? askedFirst(send, now) : again(now)) })
  }
  await settleMessage(tx, id, now)
}

const again = (now: Date) =>
  ({ state: 'queued', attempts: 0, error: null, leasedUntil: null, askUntil: null, createdAt: now }) as const

/** Who asks already goes on: the lease stays. */
const askedFirst = ({ askUntil }: SendRow, now: Date) => ({ wanted: true, askUntil: askUntil ?? now })

async function undismiss({ tx, row }: OpenThread, message: MessageRow): Promise<void> {
  const { dismissed: _, ...extras } = message.extras
  await tx.messages.update(message, { extras })
  // Past `row`, which would write it over again at the end: settling the message counts it down in the table.
  await tx.threads.update(row.id, { troubled: row.troubled + 1 })
}

/** Leaves it unsent, and says so no more. */
export async function dismissSend(thread: OpenThread, id: MessageId): Promise<void> {
  const message = await messageOf(thread, id)
  if (!isTrouble(message)) return
  await thread.tx.messages.update(message, { extras: { ...message.extras, dismissed: true } })
  for (const send of await thread.tx.outbox.ofMessage(id)) {
    // The words after it wait for it no longer, and nobody wants it any more.
    if (send.askUntil !== null && send.askUntil > thread.now)
      await thread.tx.outbox.update(send.id, { askUntil: thread.now, wanted: false })
    else if (send.wanted) await thread.tx.outbox.update(send.id, { wanted: false })
  }
  thread.row.troubled = Math.max(0, thread.row.troubled - 1)
}
