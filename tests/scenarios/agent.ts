import { randomUUID } from 'node:crypto'
import type { ThreadId } from '../../src/domain/ids.ts'
import type { ApiClient } from '../support/client.ts'
import type { Chance } from './chance.ts'

/** What the agent wrote, and what they know of it. */
export interface Reply {
  threadId: ThreadId
  text: string
  key: string
  /** `unsure`: no answer came. */
  state: 'kept' | 'unsure'
}

/** An agent who answers some customers and gives others back to the bot, and does not notice when the service is killed. */
export function agentAt(admin: ApiClient, chance: Chance) {
  const replies: Reply[] = []
  const refusals: string[] = []

  async function ask(path: string, body: unknown, key: string, fine: number[]): Promise<number | null> {
    const answer = await admin.call('POST', path, body, { 'idempotency-key': key }).catch(() => null)
    // What it says of a request that was cut off on its way out is no answer either.
    const text = await answer?.text().catch(() => null)
    if (!answer || text === null) return null
    if (!fine.includes(answer.status)) refusals.push(`${path}: ${answer.status} ${text}`)
    return answer.status
  }

  async function send(reply: Reply): Promise<void> {
    // 409 where an earlier try under this key broke off, and nobody can tell whether it was done.
    const path = `/api/threads/${reply.threadId}/messages`
    const status = await ask(path, { text: reply.text }, reply.key, reply.state === 'unsure' ? [201, 409] : [201])
    reply.state = status === 201 ? 'kept' : 'unsure'
  }

  return {
    replies: replies as readonly Reply[],
    /** Answers that no restart explains. */
    refusals: refusals as readonly string[],
    /** Answers some and hands some back, all at once. */
    async work(threads: readonly ThreadId[]): Promise<void> {
      const deeds = chance.some(threads, chance.number(2, 8)).map(threadId => {
        if (chance.is(0.5)) return ask(`/api/threads/${threadId}/hand-back`, undefined, randomUUID(), [204, 409])
        const reply: Reply = { threadId, text: `پاسخ ${replies.length + 1}`, key: randomUUID(), state: 'kept' }
        replies.push(reply)
        return send(reply)
      })
      await Promise.all(deeds)
    },
    /** Asks for what nobody confirmed once more, under the same key. */
    askAgain: () => Promise.all(replies.filter(({ state }) => state === 'unsure').map(send)),
  }
}

export type AgentAt = ReturnType<typeof agentAt>
