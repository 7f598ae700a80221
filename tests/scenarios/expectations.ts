import { expect } from 'vitest'
import type { SendId } from '../../src/domain/ids.ts'
import type { ApiClient } from '../support/client.ts'
import type { Reply } from './agent.ts'
import type { keptIn } from './kept.ts'
import { compareSent, linesKept, type Talk } from './verdict.ts'

/** What a killed service leaves behind, on both sides. */
interface Affected {
  talks(): Talk[]
  kept: ReturnType<typeof keptIn>
  admin: ApiClient
}

/** Every line of a customer stands once, in order, in their own thread, and every answer an agent got word of. */
export async function expectEverythingSaid({ talks, admin, kept }: Affected, replies: readonly Reply[]): Promise<void> {
  const wrote = talks().filter(({ said }) => said.length > 0)
  const threadOf = kept.threadOf()
  expect([...threadOf.keys()].sort()).toEqual(wrote.map(({ chat }) => chat).sort())
  for (const { chat, said } of wrote) {
    const threadId = threadOf.get(chat)!
    const thread = await admin.messages(threadId)
    expect(linesKept(thread)).toEqual(said)
    expect(thread.map(({ seq }) => seq)).toEqual(thread.map((_, i) => i + 1))
    const asked = replies.filter(reply => reply.threadId === threadId)
    const answers = thread.filter(({ from, elsewhere }) => from === 'agent' && !elsewhere).map(({ text }) => text)
    const perhaps = new Set(asked.filter(({ state }) => state === 'unsure').map(({ text }) => text))
    const expected = asked.map(({ text }) => text).filter(text => !perhaps.has(text) || answers.includes(text))
    // Asked for again later, they stand later.
    expect(answers.sort()).toEqual(expected.sort())
  }
}

/** Nothing came twice, unasked for or in another order, and whatever may not have come is shown as that. */
export async function expectSentOnce({ talks, kept, admin }: Affected, inDoubt: ReadonlySet<SendId>) {
  const sends = kept.sends()
  const compared = talks().map(talk =>
    compareSent(
      sends.filter(({ chat }) => chat === talk.chat),
      talk,
    ),
  )
  expect(compared.flatMap(({ wrong }) => wrong)).toEqual([])
  const doubtful = sends.filter(({ state }) => state === 'unknown')
  expect(new Set(doubtful.filter(({ error }) => error === 'interrupted').map(({ id }) => id))).toEqual(inDoubt)
  for (const { id, troubled } of await admin.threads()) {
    const shown = (await admin.messages(id)).filter(({ send }) => send?.state === 'unknown')
    expect(shown.map(message => message.id)).toEqual(
      doubtful.filter(send => send.threadId === id).map(send => send.messageId),
    )
    expect(troubled).toBe(shown.length)
  }
  return { doubtful, missing: compared.flatMap(({ missing }) => missing) }
}
