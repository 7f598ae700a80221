import { z } from 'zod'
import { caseStates, outcomeActions } from '../../domain/case.ts'
import { channelNames, languages } from '../../domain/customer.ts'
import { speakers } from '../../domain/message.ts'
import { turns } from '../../domain/thread.ts'
import { agentName } from './agents.ts'
import { accountId, caseId, cursor, customerId, identityId, instant, threadId, words } from './common.ts'

export const threadViews = ['waiting', 'mine', 'team', 'bot', 'closed', 'all'] as const
export type ThreadView = (typeof threadViews)[number]

export const threadsQuery = z.object({
  view: z.enum(threadViews).default('waiting'),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** One row of the inbox list: everything it shows. */
export const threadRow = z.object({
  id: threadId,
  customer: z.object({ id: customerId, name: z.string(), pictureKey: z.string().nullable() }),
  turn: z.enum(turns),
  unread: z.int(),
  lastText: z.string(),
  lastFrom: z.enum(speakers).nullable(),
  lastChannel: z.enum(channelNames).nullable(),
  lastAt: instant,
  lastSeq: z.int(),
  assignee: agentName.nullable(),
  topic: z.string().nullable(),
  orderCode: z.string().nullable(),
  waitingSince: instant.nullable(),
  /** Sends of ours that failed or may not have gone. */
  troubled: z.int(),
})
export type ThreadListRow = z.infer<typeof threadRow>

export const threadPage = z.object({ threads: z.array(threadRow), next: cursor.nullable() })

/** How many threads stand in each view, for the tabs. */
export const threadCounts = z.object({ waiting: z.int(), mine: z.int(), team: z.int(), bot: z.int() })

const identity = z.object({
  id: identityId,
  channel: z.enum(channelNames),
  accountId,
  name: z.string(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
  phoneVerified: z.boolean(),
  pictureKey: z.string().nullable(),
  reachable: z.boolean(),
})

export const outcome = z.object({ action: z.enum(outcomeActions), note: words.max(2_000).optional() })

const facts = z.looseObject({
  orderCode: z.string().optional(),
  /** Keys of `/api/files`. */
  photos: z.array(z.string()).optional(),
  description: z.string().optional(),
  phone: z.string().optional(),
  wish: z.string().optional(),
  amount: z.number().optional(),
  date: z.string().optional(),
})

export const caseView = z.object({
  id: caseId,
  state: z.enum(caseStates),
  topic: z.string().nullable(),
  facts,
  missing: z.array(z.string()),
  /** By when the customer was told a person answers. */
  promise: instant.nullable(),
  assignee: agentName.nullable(),
  outcome: outcome.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
})
export type CaseView = z.infer<typeof caseView>

export const thread = threadRow.extend({
  customer: threadRow.shape.customer.extend({ language: z.enum(languages).nullable(), createdAt: instant }),
  identities: z.array(identity),
  case: caseView.nullable(),
  /** Ended ones, newest first. */
  earlierCases: z.array(caseView),
  /** Where an answer would go, and what fits there; null where no channel can be reached. */
  replyTo: z
    .object({
      identityId,
      channel: z.enum(channelNames),
      textLength: z.int(),
      captionLength: z.int(),
      fileBytes: z.int(),
      edit: z.boolean(),
      /** False while the channel is down: words wait in the outbox. */
      online: z.boolean(),
    })
    .nullable(),
})
export type ThreadDetail = z.infer<typeof thread>

export const closeForm = z.object({ outcome: outcome.optional() })
export const readForm = z.object({ seq: z.int().min(0) })
