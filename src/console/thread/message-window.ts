import type { MessageView } from '../../api/schemas/messages.ts'

/** An unbroken run of one thread's messages, oldest first. What lies outside is on the server. */
export interface Window {
  messages: MessageView[]
  /** There are older ones. */
  older: boolean
  /** There are newer ones: the run does not reach the end of the thread. */
  newer: boolean
}

/** More than this is never on the page, however long the thread. */
export const most = 300

const lastSeq = (run: Window) => run.messages.at(-1)?.seq ?? 0

const replaced = (messages: MessageView[], coming: readonly MessageView[]) => {
  const byId = new Map(coming.map(message => [message.id, message]))
  return messages.some(message => byId.has(message.id))
    ? messages.map(message => byId.get(message.id) ?? message)
    : messages
}

/** Live changes put over the run: known messages are replaced, the next ones are added, and a hole is never papered over. */
export const putMessages = (run: Window, changed: readonly MessageView[]): Window => {
  const known = replaced(run.messages, changed)
  const fresh = changed.filter(message => message.seq > lastSeq(run)).sort((a, b) => a.seq - b.seq)
  if (fresh.length === 0) return known === run.messages ? run : { ...run, messages: known }
  if (run.newer || fresh[0]!.seq !== lastSeq(run) + 1) return { ...run, messages: known, newer: true }
  return { ...run, messages: [...known, ...fresh] }
}

export const addOlder = (run: Window, page: { messages: MessageView[]; more: boolean }): Window => {
  const first = run.messages[0]?.seq ?? Number.POSITIVE_INFINITY
  const messages = [...page.messages.filter(message => message.seq < first), ...run.messages]
  const cut = messages.length > most
  return { messages: cut ? messages.slice(0, most) : messages, older: page.more, newer: run.newer || cut }
}

export const addNewer = (run: Window, page: { messages: MessageView[]; more: boolean }): Window => {
  const messages = [...run.messages, ...page.messages.filter(message => message.seq > lastSeq(run))]
  const cut = messages.length > most
  return {
    messages: cut ? messages.slice(-most) : messages,
    older: run.older || cut,
    newer: page.more,
  }
}

/** The newest page after a time away: joined to the run where they meet, in its place where they do not. */
export const catchUp = (run: Window, page: { messages: MessageView[]; more: boolean }): Window => {
  const first = page.messages[0]?.seq ?? 0
  if (run.newer || first > lastSeq(run) + 1) return { messages: page.messages, older: page.more, newer: false }
  const kept = run.messages.filter(message => message.seq < first)
  return { messages: [...kept, ...page.messages], older: kept.length ? run.older : page.more, newer: false }
}
