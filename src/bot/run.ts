import { handOver, learn } from '../cases/escalate.ts'
import type { OpenThread } from '../cases/open-thread.ts'
import type { Logger } from '../domain/log.ts'
import { type LimitsOf, queue } from '../outbox/queue.ts'
import type { CaseRow, CustomerRow, IdentityRow } from '../storage/tables.ts'
import type { Flow, FlowEvent, Known, Step } from './flow.ts'

export interface Who {
  customer: CustomerRow
  identity: IdentityRow
}

/**
 * Lets the flow hear an event and does, within the caller's write, what its step says. While a person is awaited it only
 * learns, so that the intake card is whole; an agent's thread it leaves alone.
 */
export interface Bot {
  hear(thread: OpenThread, who: Who, event: FlowEvent): Promise<void>
}

export function botOf<State>(flow: Flow<State>, limitsOf: LimitsOf, log: Logger): Bot {
  /** A flow that breaks hands over: the customer meets a person, not an error. */
  function stepOf(state: State, event: FlowEvent, known: Known): Step<State> {
    try {
      return flow.next(state, event, known)
    } catch (error) {
      log.error({ flow: flow.name, event: event.kind, error: (error as Error).name }, 'the flow broke')
      return { state, say: [], then: { kind: 'hand_over', reason: 'broken' } }
    }
  }

  async function follow(thread: OpenThread, { customer, identity }: Who, step: Step<State>, open: CaseRow) {
    if (step.language && step.language !== customer.language) {
      await thread.tx.customers.update(customer.id, { language: step.language })
    }
    await learn(thread, { facts: step.learned, topic: step.topic, missing: step.missing }, open)
    if (thread.row.turn !== 'bot') return
    thread.row.bot = { flow: flow.name, version: flow.version, state: step.state }
    for (const text of step.say) {
      await queue(thread, identity, { from: 'bot', ...text }, limitsOf(identity.accountId))
    }
    if (step.then) await handOver(thread, step.then.reason)
  }

  return {
    async hear(thread, who, event) {
      const { row, tx } = thread
      if ((row.turn !== 'bot' && row.turn !== 'waiting') || !row.caseId) return
      const open = await tx.cases.byId(row.caseId)
      if (!open) return
      const kept = row.bot?.flow === flow.name && row.bot.version === flow.version
      const state = kept ? (row.bot?.state as State) : flow.start
      const known: Known = {
        name: who.identity.name,
        language: who.customer.language,
        languageHint: who.identity.languageHint,
        facts: open.facts,
      }
      await follow(thread, who, stepOf(state, event, known), open)
    },
  }
}
