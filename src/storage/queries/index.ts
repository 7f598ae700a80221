import type { Reads, Unit } from '../database.ts'
import type { Tables } from '../tables.ts'
import { agentChanges, agentQueries } from './agents.ts'
import { authChanges, authQueries } from './auth.ts'
import { caseChanges, caseQueries } from './cases.ts'
import { customerChanges, customerQueries } from './customers.ts'
import { fileChanges, fileQueries } from './files.ts'
import { idempotencyChanges, idempotencyQueries } from './idempotency.ts'
import { messageChanges, messageQueries } from './messages.ts'
import { outboxChanges, outboxQueries } from './outbox.ts'
import {
  accountChanges,
  accountQueries,
  eventChanges,
  eventQueries,
  settingChanges,
  settingQueries,
} from './service.ts'
import { threadChanges, threadQueries } from './threads.ts'
import { tokenChanges, tokenQueries } from './tokens.ts'

/** ONE set of queries for both engines. */
export const queriesOf = (db: Reads, t: Tables) => ({
  threads: threadQueries(db, t),
  customers: customerQueries(db, t),
  messages: messageQueries(db, t),
  cases: caseQueries(db, t),
  files: fileQueries(db, t),
  outbox: outboxQueries(db, t),
  accounts: accountQueries(db, t),
  settings: settingQueries(db, t),
  events: eventQueries(db, t),
  agents: agentQueries(db, t),
  auth: authQueries(db, t),
  tokens: tokenQueries(db, t),
  idempotency: idempotencyQueries(db, t),
})
export type Queries = ReturnType<typeof queriesOf>

/** The queries of a write: what they see is what the write has done so far. */
export const changesOf = (unit: Unit) => {
  const read = queriesOf(unit.db, unit.tables)
  return {
    threads: { ...read.threads, ...threadChanges(unit) },
    customers: { ...read.customers, ...customerChanges(unit) },
    messages: { ...read.messages, ...messageChanges(unit) },
    cases: { ...read.cases, ...caseChanges(unit) },
    files: { ...read.files, ...fileChanges(unit) },
    outbox: { ...read.outbox, ...outboxChanges(unit) },
    accounts: { ...read.accounts, ...accountChanges(unit) },
    settings: { ...read.settings, ...settingChanges(unit) },
    events: { ...read.events, ...eventChanges(unit) },
    agents: { ...read.agents, ...agentChanges(unit) },
    auth: authChanges(unit),
    tokens: { ...read.tokens, ...tokenChanges(unit) },
    idempotency: { ...read.idempotency, ...idempotencyChanges(unit) },
  }
}
export type Changes = ReturnType<typeof changesOf>
