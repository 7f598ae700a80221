import { z } from 'zod'
import { channelNames } from '../../domain/customer.ts'
import { fileKinds, fileStates, type Notice, sendStates, speakers } from '../../domain/message.ts'
import { agentName } from './agents.ts'
import { fileId, instant, messageId, threadId, words } from './common.ts'

export const file = z.object({
  id: fileId,
  kind: z.enum(fileKinds),
  state: z.enum(fileStates),
  /** Why it is not there: `too_large`, `gone`, `network`, … */
  error: z.string().nullable(),
  /** For `/api/files/:key`; null until it is stored. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  mime: z.string().nullable(),
  bytes: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Seconds. */
  duration: z.int().nullable(),
})
export type FileView = z.infer<typeof file>

const button = z.object({ label: z.string(), value: z.string() })

export const message = z.object({
  id: messageId,
  threadId,
  /** 1, 2, 3, … within the thread. */
  seq: z.int(),
  from: z.enum(speakers),
  /** Who wrote it where an agent did. */
  agent: agentName.nullable(),
  channel: z.enum(channelNames).nullable(),
  text: z.string(),
  /** What happened, on `system` lines. `code` and its own fields. */
  notice: (z.looseObject({ code: z.string() }) as unknown as z.ZodType<Notice, Notice>).nullable(),
  files: z.array(file),
  replyTo: z.object({ id: messageId, seq: z.int(), from: z.enum(speakers), text: z.string() }).nullable(),
  buttons: z.array(z.array(button)),
  contact: z.object({ name: z.string(), phone: z.string(), own: z.boolean() }).nullable(),
  location: z.object({ latitude: z.number(), longitude: z.number(), title: z.string().optional() }).nullable(),
  /** The customer pressed a button instead of writing. */
  pressed: z.boolean(),
  forwarded: z.boolean(),
  /** The kind of a message we cannot show. */
  unsupported: z.string().nullable(),
  /** Said by somebody of ours on another device of the account: no agent here wrote it. */
  elsewhere: z.boolean(),
  /** When who said it took it back. What it said is still told. */
  deletedAt: instant.nullable(),
  /** At most one of each side. */
  reactions: z.array(z.object({ emoji: z.string(), from: z.enum(['customer', 'us']) })),
  /** What it said before it was edited, oldest first. */
  before: z.array(z.object({ text: z.string(), until: instant })),
  send: z.object({ state: z.enum(sendStates), error: z.string().nullable() }).nullable(),
  at: instant,
  editedAt: instant.nullable(),
})
export type MessageView = z.infer<typeof message>

export const messagePage = z.object({
  /** Oldest first. */
  messages: z.array(message),
  /** Whether there are more that way: newer ones where `after` was asked for, older ones otherwise. */
  more: z.boolean(),
})

/** The largest a `seq` can be. */
const lastSeq = 2 ** 31 - 1

export const messagesQuery = z.object({
  /** Only messages with a smaller `seq`: the newest of them. */
  before: z.coerce.number().int().min(1).max(lastSeq).optional(),
  /** Only messages with a greater `seq`: the oldest of them. */
  after: z.coerce.number().int().min(0).max(lastSeq).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const newMessage = z
  .object({
    text: words.max(20_000).default(''),
    files: z
      .array(fileId)
      .max(10)
      .refine(ids => new Set(ids).size === ids.length, 'Each file once.')
      .default([]),
    replyTo: messageId.optional(),
  })
  .refine(value => value.text.trim() !== '' || value.files.length > 0, {
    path: ['text'],
    error: 'Say something or add a file.',
  })

export const newNote = z.object({ text: words.trim().min(1).max(20_000) })

export const editedMessage = z.object({ text: words.trim().min(1).max(20_000) })
