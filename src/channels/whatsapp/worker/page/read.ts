import type { ChatModel, Msg, Page, Wid } from './window.ts'

declare const window: Page

/** Chats with a person in which something was said since then. */
export function chatsSince(since: number): string[] {
  return window
    .require('WAWebCollections')
    .Chat.getModelsArray()
    .filter(chat => (chat.id.server === 'c.us' || chat.id.server === 'lid') && (chat.t ?? 0) >= since)
    .map(chat => chat.id._serialized)
}

export interface Stretch {
  messages: Record<string, unknown>[]
  /** `since`: it goes back that far · `beginning`: the page has no older ones · `middle`: there are more, or nobody knows. */
  from: 'since' | 'beginning' | 'middle'
  /** On those messages, as they stand. */
  reactions: { on: string; emoji: string; t: number; fromMe: boolean }[]
}

/**
 * The chat's messages from `since` on, oldest first: at most about `most`, the newest of them. Where the page refuses to
 * show older ones it is as where there are none: what is missing then, the caller sees by `from`.
 */
export async function stretch(id: string, since: number, most: number): Promise<Stretch> {
  const page = window.WWebJS
  if (!page) throw new Error('the page is not ready')
  const chat = await page.getChat(id, { getAsModel: false })
  if (!chat) return { messages: [], from: 'beginning', reactions: [] }
  const earlier = async (asked: { chat: ChatModel }) => window.require('WAWebChatLoadMessages').loadEarlierMsgs(asked)
  let refused = 0
  let all = [...chat.msgs.getModelsArray()]
  const reaches = (): Stretch['from'] => (all.some(message => message.t < since) ? 'since' : 'middle')
  let from = reaches()
  while (from === 'middle' && all.length < most) {
    let more: Msg[] | undefined
    try {
      more = await earlier({ chat })
    } catch {
      if (++refused === 3) break
      continue
    }
    if (!more?.length) {
      from = 'beginning'
      break
    }
    const known = new Set(all)
    all = [...more.filter(message => !known.has(message)), ...all]
    from = reaches()
  }
  const wanted = all.filter(message => message.t >= since)
  wanted.sort((one, other) => one.t - other.t)
  const textOf = (wid: Wid | string | undefined) => (typeof wid === 'object' ? wid._serialized : wid)
  const me = () => {
    const users = window.require('WAWebUserPrefsMeUser')
    return [users.getMaybeMePnUser(), users.getMaybeMeLidUser()].map(textOf)
  }
  const reactionsOn = async (message: Msg) => {
    const found = await window.require('WAWebCollections').Reactions.find(message.id._serialized ?? '')
    return (found?.reactions.serialize() ?? []).flatMap(({ senders }) =>
      senders.map(({ senderUserJid, reactionText, timestamp }) => ({
        on: message.id.id,
        emoji: reactionText,
        t: Math.round(timestamp / 1000),
        fromMe: me().includes(textOf(senderUserJid)),
      })),
    )
  }
  // Nobody's words wait for them.
  const late = new Promise<[]>(resolve => setTimeout(() => resolve([]), 3_000))
  const read = (message: Msg) => Promise.race([late, reactionsOn(message).catch(() => [])])
  const reactions = await Promise.all(wanted.filter(message => message.hasReaction).map(read))
  return { messages: wanted.map(message => page.getMessageModel(message)), from, reactions: reactions.flat() }
}

export interface Whereabouts {
  /** The whole key by today's name of the chat. */
  serialized: string
  id: string
  ack: number
  text: string
}

/** One message of a chat by the id its sender gave it, whatever its chat is called by now: of what the page holds or its own store has. */
export async function locate(id: string, messageId: string): Promise<Whereabouts | null> {
  const { Msg } = window.require('WAWebCollections')
  const told = (message: Msg): Whereabouts => ({
    serialized: message.id._serialized ?? '',
    id: message.id.id,
    ack: message.ack,
    text: (message.directPath ? message.caption : message.body) ?? '',
  })
  const known = Msg.getModelsArray().find(message => message.id.id === messageId)
  if (known) return told(known)
  const wid = window.require('WAWebWidFactory').createWid(id)
  const otherName = () => {
    try {
      const { getCurrentLid, getPhoneNumber } = window.require('WAWebApiContact')
      return wid.server === 'lid' ? getPhoneNumber(wid) : getCurrentLid(wid)
    } catch {
      return undefined
    }
  }
  const other = otherName()
  const names = other ? [id, other._serialized] : [id]
  for (const key of names.flatMap(name => [`true_${name}_${messageId}`, `false_${name}_${messageId}`])) {
    const stored = await Msg.getMessagesById([key]).catch(() => null)
    if (stored?.messages[0]) return told(stored.messages[0])
  }
  return null
}

/**
 * The same, after reading the chat back to `since`. Where the page does not take the ids we choose, the one message of ours
 * with just these words since then does too.
 */
export async function locateBack(
  id: string,
  messageId: string,
  since: number,
  words: string,
): Promise<Whereabouts | null> {
  const chat = await window.WWebJS?.getChat(id, { getAsModel: false })
  if (!chat) return null
  const textOf = (message: Msg) => (message.directPath ? message.caption : message.body) ?? ''
  const fits = (message: Msg) => message.id.id === messageId
  const all = () => chat.msgs.getModelsArray()
  while (!all().some(message => fits(message) || message.t < since)) {
    const more = await window.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat })
    if (!more?.length) break
  }
  const alike = (message: Msg) => message.id.fromMe && message.t >= since && textOf(message) === words
  const candidates = all().filter(message => fits(message) || (!window.shenavaChoosesIds && alike(message)))
  const found = candidates.find(fits) ?? (candidates.length === 1 ? candidates[0] : undefined)
  return found ? { serialized: found.id._serialized ?? '', id: found.id.id, ack: found.ack, text: textOf(found) } : null
}
