/** Every table, once. How a kind of column is spelled in each dialect is said in columns.ts. */
import { sql } from 'drizzle-orm'
import type { ChannelStatus, IncomingFile } from '../channels/channel.ts'
import { roles } from '../domain/agent.ts'
import { caseStates, type Facts, type Outcome } from '../domain/case.ts'
import { channelNames, languages } from '../domain/customer.ts'
import type { Change } from '../domain/events.ts'
import type { AccountId, CaseId, CustomerId, FileId, IdentityId, MessageId, SendId, ThreadId } from '../domain/ids.ts'
import { type Extras, fileKinds, fileStates, type Notice, sendStates, speakers } from '../domain/message.ts'
import { turns } from '../domain/thread.ts'
import type { Columns } from './columns.ts'

/** The bot's state on a thread. `state` belongs to the flow of that name and version. */
export interface BotState {
  flow: string
  version: number
  state: unknown
}

/** One part on its way out, in terms of our own rows. `target` is the message an edit changes. */
export type PlannedPart =
  | { kind: 'text'; text: string; buttons?: Extras['buttons']; replyTo?: MessageId }
  | { kind: 'file'; file: FileId; caption?: string; replyTo?: MessageId }
  | { kind: 'album'; files: FileId[]; caption?: string; replyTo?: MessageId }
  | { kind: 'edit'; target: MessageId; text: string; caption: boolean }

/** How a line fared when it was last looked at: never what is offered to link it, nor how far it has read. */
export type KeptStatus = ChannelStatus & {
  /** ISO 8601. */
  since: string
}

export function defineTables(c: Columns) {
  const people = peopleOf(c)
  return { ...accountsOf(c), ...people, ...workOf(c, people.threads), ...agentsOf(c) }
}

function accountsOf(c: Columns) {
  const accounts = c.table('accounts', {
    id: c.id<AccountId>('id').primaryKey(),
    channel: c.choice('channel', channelNames).notNull(),
    name: c.text('name').notNull(),
    address: c.text('address'),
    createdAt: c.instant('created_at').notNull(),
    /** For whoever asks from another process. */
    status: c.json<KeptStatus>('status'),
    /** How far its network was read, in the channel's own words. */
    bookmark: c.text('bookmark'),
    /** Taken out by an admin. What was said stays. */
    removedAt: c.instant('removed_at'),
  })

  /** Small things the service keeps for itself: secrets it made, the hash of the setup link. */
  const settings = c.table('settings', {
    key: c.text('key').primaryKey(),
    value: c.json<unknown>('value').notNull(),
  })

  const events = c.table('events', {
    seq: c.counter('seq'),
    changes: c.json<Change[]>('changes').notNull(),
    at: c.instant('at').notNull(),
  })

  return { accounts, settings, events }
}

function peopleOf(c: Columns) {
  const customers = c.table('customers', {
    id: c.id<CustomerId>('id').primaryKey(),
    name: c.text('name').notNull(),
    language: c.choice('language', languages),
    createdAt: c.instant('created_at').notNull(),
  })

  const identities = c.table(
    'identities',
    {
      id: c.id<IdentityId>('id').primaryKey(),
      customerId: c
        .id<CustomerId>('customer_id')
        .notNull()
        .references(() => customers.id, { onDelete: 'cascade' }),
      channel: c.choice('channel', channelNames).notNull(),
      accountId: c.id<AccountId>('account_id').notNull(),
      remoteId: c.text('remote_id').notNull(),
      remoteChat: c.text('remote_chat').notNull(),
      name: c.text('name').notNull(),
      username: c.text('username'),
      languageHint: c.text('language_hint'),
      phone: c.text('phone'),
      phoneVerified: c.flag('phone_verified').notNull().default(false),
      /** Every other name we saw of them. Most are in `aliases` too; it spares the look there on every event. */
      otherNames: c.json<string[]>('other_names'),
      pictureKey: c.text('picture_key'),
      pictureCheckedAt: c.instant('picture_checked_at'),
      reachable: c.flag('reachable').notNull().default(true),
      createdAt: c.instant('created_at').notNull(),
    },
    t => [
      c.uniqueIndex('identities_remote_idx').on(t.accountId, t.remoteId),
      c.index('identities_customer_idx').on(t.customerId),
    ],
  )

  /** What else the network calls, or called, a person. */
  const aliases = c.table(
    'aliases',
    {
      accountId: c.id<AccountId>('account_id').notNull(),
      remoteId: c.text('remote_id').notNull(),
      identityId: c
        .id<IdentityId>('identity_id')
        .notNull()
        .references(() => identities.id, { onDelete: 'cascade' }),
    },
    t => [c.primaryKey({ columns: [t.accountId, t.remoteId] }), c.index('aliases_identity_idx').on(t.identityId)],
  )

  /** One row a customer. Carries what the inbox list shows, so that the list is one indexed query. */
  const threads = c.table(
    'threads',
    {
      id: c.id<ThreadId>('id').primaryKey(),
      customerId: c
        .id<CustomerId>('customer_id')
        .notNull()
        .references(() => customers.id, { onDelete: 'cascade' }),
      turn: c.choice('turn', turns).notNull(),
      /** The number of the newest message; numbers have no gaps. */
      lastSeq: c.integer('last_seq').notNull().default(0),
      /** The customer's messages no agent has seen. */
      unread: c.integer('unread').notNull().default(0),
      lastText: c.text('last_text').notNull().default(''),
      lastFrom: c.choice('last_from', speakers),
      lastChannel: c.choice('last_channel', channelNames),
      lastAt: c.instant('last_at').notNull(),
      /** Where an answer goes: the identity of the customer's last words. */
      identityId: c.id<IdentityId>('identity_id'),
      caseId: c.id<CaseId>('case_id'),
      assigneeId: c.text('assignee_id'),
      topic: c.text('topic'),
      orderCode: c.text('order_code'),
      waitingSince: c.instant('waiting_since'),
      /** Sends that failed or may not have gone. */
      troubled: c.integer('troubled').notNull().default(0),
      bot: c.json<BotState>('bot'),
      createdAt: c.instant('created_at').notNull(),
    },
    t => [
      c.uniqueIndex('threads_customer_idx').on(t.customerId),
      c.index('threads_last_idx').on(t.lastAt, t.id),
      c.index('threads_turn_last_idx').on(t.turn, t.lastAt, t.id),
      c.index('threads_waiting_idx').on(t.turn, t.waitingSince, t.id),
      c.index('threads_assignee_idx').on(t.assigneeId, t.turn, t.lastAt),
    ],
  )

  const cases = c.table(
    'cases',
    {
      id: c.id<CaseId>('id').primaryKey(),
      threadId: c
        .id<ThreadId>('thread_id')
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      state: c.choice('state', caseStates).notNull(),
      topic: c.text('topic'),
      facts: c.json<Facts>('facts').notNull(),
      missing: c.json<string[]>('missing').notNull(),
      assigneeId: c.text('assignee_id'),
      outcome: c.json<Outcome>('outcome'),
      openedAt: c.instant('opened_at').notNull(),
      escalatedAt: c.instant('escalated_at'),
      takenAt: c.instant('taken_at'),
      closedAt: c.instant('closed_at'),
    },
    t => [
      c.index('cases_thread_idx').on(t.threadId, t.openedAt),
      // at most one open case a thread
      c.uniqueIndex('cases_one_open_idx').on(t.threadId).where(sql`state <> 'closed'`),
    ],
  )

  const messages = c.table(
    'messages',
    {
      n: c.counter('n'),
      id: c.id<MessageId>('id').notNull().unique(),
      threadId: c
        .id<ThreadId>('thread_id')
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      /** 1, 2, 3, … within the thread. */
      seq: c.integer('seq').notNull(),
      caseId: c.id<CaseId>('case_id'),
      from: c.choice('from', speakers).notNull(),
      agentId: c.text('agent_id'),
      identityId: c.id<IdentityId>('identity_id'),
      /** Null for notes and system lines: they are on no channel. */
      channel: c.choice('channel', channelNames),
      text: c.text('text').notNull(),
      notice: c.json<Notice>('notice'),
      extras: c.json<Extras>('extras').notNull(),
      replyTo: c.id<MessageId>('reply_to'),
      /** The network's name for an album. */
      album: c.text('album'),
      /** Null where there is nothing to send. */
      sendState: c.choice('send_state', sendStates),
      sendError: c.text('send_error'),
      /** When it was said, as the network tells; `receivedAt` is when we stored it. */
      at: c.instant('at').notNull(),
      receivedAt: c.instant('received_at').notNull(),
      editedAt: c.instant('edited_at'),
    },
    t => [
      c.uniqueIndex('messages_thread_seq_idx').on(t.threadId, t.seq),
      c.uniqueIndex('messages_album_idx').on(t.threadId, t.album).where(sql`album is not null`),
    ],
  )

  return { customers, identities, aliases, threads, cases, messages }
}

function workOf(c: Columns, threads: ReturnType<typeof peopleOf>['threads']) {
  /** Every event a network ever gave us and every message it made of ours: the reason nothing is stored twice. */
  const remoteEvents = c.table(
    'remote_events',
    {
      accountId: c.id<AccountId>('account_id').notNull(),
      /** `*` where the network's ids are unique within the account: see domain/place.ts. */
      remoteChat: c.text('remote_chat').notNull(),
      remoteId: c.text('remote_id').notNull(),
      part: c.integer('part').notNull().default(0),
      messageId: c.id<MessageId>('message_id'),
      /** Which of our sends the network gave that name. */
      sendId: c.id<SendId>('send_id'),
    },
    t => [
      c.primaryKey({ columns: [t.accountId, t.remoteChat, t.remoteId, t.part] }),
      c.index('remote_events_message_idx').on(t.messageId),
    ],
  )

  const files = c.table(
    'files',
    {
      id: c.id<FileId>('id').primaryKey(),
      /** Null for an upload not yet sent. */
      messageId: c.id<MessageId>('message_id'),
      threadId: c.id<ThreadId>('thread_id'),
      position: c.integer('position').notNull(),
      kind: c.choice('kind', fileKinds).notNull(),
      state: c.choice('state', fileStates).notNull(),
      /** Why it is `failed` or `refused`: an error code. */
      error: c.text('error'),
      name: c.text('name'),
      mime: c.text('mime'),
      bytes: c.big('bytes'),
      width: c.integer('width'),
      height: c.integer('height'),
      duration: c.integer('duration'),
      mediaKey: c.text('media_key'),
      accountId: c.id<AccountId>('account_id'),
      remote: c.json<IncomingFile>('remote'),
      agentId: c.text('agent_id'),
      attempts: c.integer('attempts').notNull().default(0),
      dueAt: c.instant('due_at').notNull(),
      leasedUntil: c.instant('leased_until'),
      createdAt: c.instant('created_at').notNull(),
    },
    t => [
      c.index('files_message_idx').on(t.messageId, t.position),
      c.index('files_media_idx').on(t.mediaKey),
      c.index('files_pending_idx').on(t.dueAt).where(sql`state = 'pending'`),
    ],
  )

  const outbox = c.table(
    'outbox',
    {
      n: c.counter('n'),
      id: c.id<SendId>('id').notNull().unique(),
      threadId: c
        .id<ThreadId>('thread_id')
        .notNull()
        .references(() => threads.id, { onDelete: 'cascade' }),
      messageId: c.id<MessageId>('message_id').notNull(),
      accountId: c.id<AccountId>('account_id').notNull(),
      remoteChat: c.text('remote_chat').notNull(),
      part: c.json<PlannedPart>('part').notNull(),
      from: c.choice('from', ['bot', 'agent'] as const).notNull(),
      state: c.choice('state', sendStates).notNull(),
      error: c.text('error'),
      attempts: c.integer('attempts').notNull().default(0),
      dueAt: c.instant('due_at').notNull(),
      leasedUntil: c.instant('leased_until'),
      createdAt: c.instant('created_at').notNull(),
      sentAt: c.instant('sent_at'),
      /** Set while the network is to be asked whether it went: until then the thread waits for the answer. `dueAt` is when next. */
      askUntil: c.instant('ask_until'),
      /** How often it was asked. */
      asks: c.integer('asks').notNull().default(0),
      /** A person wants it sent even where nobody can tell whether it went. */
      wanted: c.flag('wanted').notNull().default(false),
    },
    t => [
      c.index('outbox_due_idx').on(t.dueAt).where(sql`state in ('queued', 'sending')`),
      c.index('outbox_thread_idx').on(t.threadId, t.n).where(sql`state in ('queued', 'sending')`),
      c.index('outbox_message_idx').on(t.messageId),
      c.index('outbox_ask_idx').on(t.threadId, t.n).where(sql`ask_until is not null`),
    ],
  )
  return { remoteEvents, files, outbox }
}

/** The first four are laid out as the accounts library asks for. */
function agentsOf(c: Columns) {
  const agents = c.table('agents', {
    id: c.text('id').primaryKey(),
    name: c.text('name').notNull(),
    email: c.text('email').notNull().unique(),
    emailVerified: c.flag('email_verified').notNull().default(false),
    image: c.text('image'),
    role: c.choice('role', roles).notNull().default('agent'),
    createdAt: c.instant('created_at').notNull(),
    updatedAt: c.instant('updated_at').notNull(),
  })

  const sessions = c.table(
    'sessions',
    {
      id: c.text('id').primaryKey(),
      userId: c
        .text('user_id')
        .notNull()
        .references(() => agents.id, { onDelete: 'cascade' }),
      token: c.text('token').notNull().unique(),
      expiresAt: c.instant('expires_at').notNull(),
      ipAddress: c.text('ip_address'),
      userAgent: c.text('user_agent'),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    t => [c.index('sessions_user_idx').on(t.userId)],
  )

  const credentials = c.table(
    'credentials',
    {
      id: c.text('id').primaryKey(),
      userId: c
        .text('user_id')
        .notNull()
        .references(() => agents.id, { onDelete: 'cascade' }),
      accountId: c.text('account_id').notNull(),
      providerId: c.text('provider_id').notNull(),
      accessToken: c.text('access_token'),
      refreshToken: c.text('refresh_token'),
      idToken: c.text('id_token'),
      accessTokenExpiresAt: c.instant('access_token_expires_at'),
      refreshTokenExpiresAt: c.instant('refresh_token_expires_at'),
      scope: c.text('scope'),
      password: c.text('password'),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    t => [c.index('credentials_user_idx').on(t.userId)],
  )

  const verifications = c.table(
    'verifications',
    {
      id: c.text('id').primaryKey(),
      identifier: c.text('identifier').notNull(),
      value: c.text('value').notNull(),
      expiresAt: c.instant('expires_at').notNull(),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    t => [c.index('verifications_identifier_idx').on(t.identifier)],
  )

  /** Programs that use the API. Only a hash of the token is kept. */
  const apiTokens = c.table('api_tokens', {
    id: c.text('id').primaryKey(),
    name: c.text('name').notNull(),
    role: c.choice('role', roles).notNull(),
    hash: c.text('hash').notNull().unique(),
    createdAt: c.instant('created_at').notNull(),
    lastUsedAt: c.instant('last_used_at'),
    revokedAt: c.instant('revoked_at'),
  })

  /** What was answered to a POST with an `Idempotency-Key`, for 24 hours. */
  const idempotency = c.table(
    'idempotency',
    {
      agentId: c.text('agent_id').notNull(),
      key: c.text('key').notNull(),
      /** Hash of method, address and body: the same key for another request is a mistake. */
      request: c.text('request').notNull(),
      status: c.integer('status').notNull(),
      body: c.json<unknown>('body'),
      at: c.instant('at').notNull(),
    },
    t => [c.primaryKey({ columns: [t.agentId, t.key] }), c.index('idempotency_at_idx').on(t.at)],
  )

  return { agents, sessions, credentials, verifications, apiTokens, idempotency }
}

export type Tables = ReturnType<typeof defineTables>
export type AccountRow = Tables['accounts']['$inferSelect']
export type NewAccount = Tables['accounts']['$inferInsert']
export type CustomerRow = Tables['customers']['$inferSelect']
export type IdentityRow = Tables['identities']['$inferSelect']
export type ThreadRow = Tables['threads']['$inferSelect']
export type CaseRow = Tables['cases']['$inferSelect']
export type MessageRow = Tables['messages']['$inferSelect']
export type NewMessage = Tables['messages']['$inferInsert']
export type FileRow = Tables['files']['$inferSelect']
export type NewFile = Tables['files']['$inferInsert']
export type SendRow = Tables['outbox']['$inferSelect']
export type NewSend = Tables['outbox']['$inferInsert']
