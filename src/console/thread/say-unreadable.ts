import type { TFunction } from 'i18next'
import type { Words } from '../words/fa.ts'

type Known = keyof Words['thread']['unreadable']

/** What the networks call the same thing. */
const kinds: Record<string, Known> = {
  call: 'call',
  call_log: 'call',
  poll: 'poll',
  poll_creation: 'poll',
  order: 'order',
  product: 'product',
  ciphertext: 'ciphertext',
  view_once: 'viewOnce',
  viewed_once: 'viewOnce',
  event: 'event',
  event_creation: 'event',
  scheduled_event_creation: 'event',
  payment: 'payment',
  invoice: 'payment',
  live_location: 'liveLocation',
  group_invite: 'invite',
  groups_v4_invite: 'invite',
}

/** What a message of a kind we cannot show is, and what to do about it. */
export const sayUnreadable = (kind: string, t: TFunction): string => {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  return known ? t(`thread.unreadable.${known}`) : t('thread.unsupported', { kind: `⁨${kind}⁩` })
}
