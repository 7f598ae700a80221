import type { Agent } from '../domain/agent.ts'
import type { Outcome } from '../domain/case.ts'
import type { FileId, MessageId, ThreadId } from '../domain/ids.ts'

/** What an agent does with a thread. Every call is one write; each throws AppError with a code of `errors.ts`. */
export interface Desk {
  /** Exactly one wins: `taken` tells the others who has it. Taking one's own thread again changes nothing. Silences the bot at once. */
  take(threadId: ThreadId, agent: Agent): Promise<void>
  /** `not_yours` where another agent has it; a waiting, bot or closed thread is taken (reopened) by answering. `unreachable` where no channel leads to the customer. */
  reply(threadId: ThreadId, agent: Agent, words: Reply): Promise<MessageId>
  /** Never leaves the house. */
  note(threadId: ThreadId, agent: Agent, text: string): Promise<MessageId>
  /** Changes the words of a message of ours that was sent, where the channel can. */
  edit(threadId: ThreadId, agent: Agent, messageId: MessageId, text: string): Promise<void>
  /** Sends again what failed or may not have gone: a person decided so. */
  retry(threadId: ThreadId, agent: Agent, messageId: MessageId): Promise<void>
  /** Leaves what failed as it is and stops telling about it. */
  dismiss(threadId: ThreadId, agent: Agent, messageId: MessageId): Promise<void>
  handBack(threadId: ThreadId, agent: Agent): Promise<void>
  close(threadId: ThreadId, agent: Agent, outcome: Outcome | null): Promise<void>
  reopen(threadId: ThreadId, agent: Agent): Promise<void>
  /** The agent saw everything up to `seq`. */
  read(threadId: ThreadId, seq: number): Promise<void>
  /** Shows the customer that somebody writes. Best effort. */
  typing(threadId: ThreadId): Promise<void>
}

export interface Reply {
  text: string
  files: FileId[]
  replyTo?: MessageId
}
