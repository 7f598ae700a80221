import type { MessageView } from '../../src/api/schemas/messages.ts'

/** A message as the API gives it, with only what a test is about said. */
export const aMessage = (seq: number, part: Partial<MessageView> = {}): MessageView => ({
  id: `msg_${seq}`,
  threadId: 'thr_1',
  seq,
  from: 'customer',
  agent: null,
  channel: 'telegram',
  text: `words ${seq}`,
  notice: null,
  files: [],
  replyTo: null,
  buttons: [],
  contact: null,
  location: null,
  pressed: false,
  forwarded: false,
  unsupported: null,
  elsewhere: false,
  deletedAt: null,
  reactions: [],
  before: [],
  send: null,
  at: new Date(Date.UTC(2026, 10, 22, 8, seq)).toISOString(),
  editedAt: null,
  ...part,
})

export const someMessages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => aMessage(from + index))
