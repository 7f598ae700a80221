import type { ChannelLimits } from '../../channels/channel.ts'
import type { Facts } from '../../domain/case.ts'
import type { NamedCase } from '../../storage/queries/cases.ts'
import type { ListedThread } from '../../storage/queries/threads.ts'
import type { CustomerRow, IdentityRow } from '../../storage/tables.ts'
import type { CaseView, ThreadDetail, ThreadListRow } from '../schemas/threads.ts'

export const viewRow = ({ thread, customerName, assigneeName, pictureKey }: ListedThread): ThreadListRow => ({
  id: thread.id,
  customer: { id: thread.customerId, name: customerName, pictureKey },
  turn: thread.turn,
  unread: thread.unread,
  lastText: thread.lastText,
  lastFrom: thread.lastFrom,
  lastChannel: thread.lastChannel,
  lastAt: thread.lastAt.toISOString(),
  lastSeq: thread.lastSeq,
  assignee: named(thread.assigneeId, assigneeName),
  topic: thread.topic,
  orderCode: thread.orderCode,
  waitingSince: thread.waitingSince?.toISOString() ?? null,
  troubled: thread.troubled,
})

/** Everything a thread's page shows beside its messages. */
export interface WholeThread {
  listed: ListedThread
  customer: CustomerRow
  identities: IdentityRow[]
  cases: NamedCase[]
  /** The `/api/files` key of each photo among the facts that is there. */
  photoKeys: ReadonlyMap<string, string>
  /** The account an answer would go through; null where no channel serves it. */
  line: { limits: ChannelLimits; online: boolean } | null
}

export function viewThread(whole: WholeThread): ThreadDetail {
  const { listed, customer, identities, cases } = whole
  const row = viewRow(listed)
  const open = cases.find(({ row: { id } }) => id === listed.thread.caseId && id !== null)
  const earlier = cases.filter(each => each !== open)
  return {
    ...row,
    customer: { ...row.customer, language: customer.language, createdAt: customer.createdAt.toISOString() },
    identities: identities.map(viewIdentity),
    case: open ? viewCase(open, whole.photoKeys) : null,
    earlierCases: earlier.map(each => viewCase(each, whole.photoKeys)),
    replyTo: viewReplyTo(whole),
  }
}

/** Files the facts name, for whoever looks up where they are. */
export const photosOf = (cases: readonly NamedCase[]): string[] => cases.flatMap(({ row }) => row.facts.photos ?? [])

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

const viewIdentity = (row: IdentityRow): ThreadDetail['identities'][number] => ({
  id: row.id,
  channel: row.channel,
  accountId: row.accountId,
  name: row.name,
  username: row.username,
  phone: row.phone,
  phoneVerified: row.phoneVerified,
  pictureKey: row.pictureKey,
  reachable: row.reachable,
})

const viewCase = ({ row, assigneeName }: NamedCase, photoKeys: ReadonlyMap<string, string>): CaseView => ({
  id: row.id,
  state: row.state,
  topic: row.topic,
  facts: viewFacts(row.facts, photoKeys),
  missing: row.missing,
  promise: null,
  assignee: named(row.assigneeId, assigneeName),
  outcome: row.outcome,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
})

function viewFacts({ photos, ...facts }: Facts, photoKeys: ReadonlyMap<string, string>): CaseView['facts'] {
  if (!photos) return facts as CaseView['facts']
  const keys = photos.flatMap(id => photoKeys.get(id) ?? [])
  return { ...facts, photos: keys } as CaseView['facts']
}

function viewReplyTo({ listed, identities, line }: WholeThread): ThreadDetail['replyTo'] {
  const identity = identities.find(({ id }) => id === listed.thread.identityId)
  if (!identity?.reachable || !line) return null
  const { textLength, captionLength, fileBytes, edit } = line.limits
  return {
    identityId: identity.id,
    channel: identity.channel,
    textLength,
    captionLength,
    fileBytes,
    edit,
    online: line.online,
  }
}
