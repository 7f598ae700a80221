import { z } from 'zod'
import type { AccountId, CaseId, CustomerId, FileId, IdentityId, MessageId, ThreadId } from '../../domain/ids.ts'
import { storable } from '../../text/canonical.ts'
import { cleanName } from '../../text/names.ts'

const id = <T extends string>(prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}\\w{1,76}$`), `An id that begins with ${prefix}`) as unknown as z.ZodType<T, T>

export const threadId = id<ThreadId>('thr_')
export const messageId = id<MessageId>('msg_')
export const customerId = id<CustomerId>('cus_')
export const identityId = id<IdentityId>('idn_')
export const caseId = id<CaseId>('cas_')
export const fileId = id<FileId>('fil_')
export const accountId = id<AccountId>('acc_')

/** What a person wrote, without what no database keeps. */
export const words = z.string().overwrite(storable)
/** Of a person or a program: one line, without tricks. */
export const name = z.string().max(200).overwrite(cleanName).min(1).max(80)

/** ISO 8601 in UTC, to the millisecond. */
export const instant = z.iso.datetime()

/** Opaque: give back what you were given. */
export const cursor = z.string().max(200)

/** RFC 9457. `code` is stable; `detail` is an English sentence. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** On `taken`: who has it. */
  assignee: z.object({ id: z.string(), name: z.string() }).nullable().optional(),
})
export type Problem = z.infer<typeof problem>
