import type { Channel, RemoteChat } from '../channels/channel.ts'
import type { Agent } from '../domain/agent.ts'
import { AppError } from '../domain/errors.ts'
import type { ThreadId } from '../domain/ids.ts'
import type { Desk } from './desk.ts'
import { type DeskParts, giveTo, mustBeFree, wake } from './desk-parts.ts'
import { dismissSend, editReply, retrySend, sendReply } from './desk-sends.ts'
import { type OpenThread, openThread } from './open-thread.ts'
import { silence } from './silence.ts'

export function makeDesk(parts: DeskParts): Desk {
  const { store, clock } = parts

  /** One write on one thread, saved at the end. */
  const on = <T>(id: ThreadId, work: (thread: OpenThread) => Promise<T>): Promise<T> =>
    store.write(id, async tx => {
      const thread = await openThread(tx, id, clock.now())
      const result = await work(thread)
      await thread.save()
      return result
    })

  /** The same, where no colleague has the thread. */
  const mine = <T>(id: ThreadId, agent: Agent, work: (thread: OpenThread) => Promise<T>): Promise<T> =>
    on(id, async thread => {
      await mustBeFree(thread, agent, 'not_yours')
      return work(thread)
    })

  return {
    take: (id, agent) =>
      on(id, async thread => {
        await mustBeFree(thread, agent, 'taken')
        await giveTo(thread, agent)
      }),
    reply: async (id, agent, words) => {
      const { messageId, news } = await mine(id, agent, async thread => {
        const news = thread.row.unread > 0
        await giveTo(thread, agent)
        return { messageId: await sendReply(parts, thread, agent, words), news }
      })
      // Who answers has read.
      if (news) await showSeen(parts, id)
      return messageId
    },
    note: (id, agent, text) => on(id, thread => thread.say({ from: 'note', agentId: agent.id, text })),
    edit: (id, agent, messageId, text) => mine(id, agent, thread => editReply(parts, thread, agent, messageId, text)),
    retry: (id, agent, messageId) => mine(id, agent, thread => retrySend(parts, thread, messageId)),
    dismiss: (id, agent, messageId) => mine(id, agent, thread => dismissSend(thread, messageId)),
    handBack: (id, agent) => mine(id, agent, thread => handBack(parts, thread, agent)),
    close: (id, agent, outcome) =>
      mine(id, agent, async thread => {
        const { row, tx, now } = thread
        if (row.turn === 'closed')
          throw new AppError('wrong_turn', `${id} is closed`, 'This conversation is closed already.')
        await silence(thread)
        await thread.tell({ code: 'closed', agentId: agent.id, agentName: agent.name })
        if (row.caseId)
          await tx.cases.update(row.caseId, { state: 'closed', closedAt: now, assigneeId: agent.id, outcome })
        Object.assign(row, { turn: 'closed', caseId: null, assigneeId: null, waitingSince: null, bot: null, unread: 0 })
      }),
    reopen: (id, agent) =>
      on(id, async thread => {
        if (thread.row.turn !== 'closed')
          throw new AppError('wrong_turn', `${id} is open`, 'This conversation is open already.')
        await wake(thread, agent)
        await giveTo(thread, agent)
      }),
    read: async (id, seq) => {
      const news = await on(id, async ({ row }) => {
        if (seq < row.lastSeq || row.unread === 0) return false
        row.unread = 0
        return true
      })
      if (news) await showSeen(parts, id)
    },
    typing: id => withChat(parts, id, (channel, to) => channel.typing(to)),
  }
}

/** The bot goes on, and asks only what is still missing. */
async function handBack({ bot }: DeskParts, thread: OpenThread, agent: Agent): Promise<void> {
  const { row, tx } = thread
  if (row.turn !== 'agent' && row.turn !== 'waiting') {
    throw new AppError(
      'wrong_turn',
      `${row.id} is with the bot or closed`,
      'Only an open conversation can go back to the bot.',
    )
  }
  Object.assign(row, { turn: 'bot', assigneeId: null, waitingSince: null })
  if (row.caseId) await tx.cases.update(row.caseId, { state: 'intake', assigneeId: null })
  await thread.tell({ code: 'handed_back', agentId: agent.id, agentName: agent.name })
  const identity = row.identityId ? await tx.customers.identity(row.identityId) : null
  const customer = await tx.customers.byId(row.customerId)
  if (identity?.reachable && customer) await bot.hear(thread, { identity, customer }, { kind: 'handed_back' })
}

/** Where words to the customer would go now. */
const showSeen = (parts: DeskParts, id: ThreadId) => withChat(parts, id, (channel, to) => channel.seen?.(to))

async function withChat(
  { store, channel }: DeskParts,
  id: ThreadId,
  show: (channel: Channel, to: RemoteChat) => Promise<void> | undefined,
): Promise<void> {
  const thread = await store.read.threads.byId(id)
  const identity = thread?.identityId ? await store.read.customers.identity(thread.identityId) : null
  const line = identity?.reachable ? channel(identity.accountId) : null
  if (identity && line) await show(line, { chat: identity.remoteChat })
}
