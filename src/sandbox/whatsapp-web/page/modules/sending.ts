import { seconds } from '../bytes.ts'
import { me } from '../me.ts'
import type { Attributes } from '../models.ts'
import { Msg, toWire } from '../msg.ts'
import { MsgKey } from '../msg-key.ts'
import { type Chat, msgs } from '../store.ts'
import { ask, online, report } from '../transport.ts'

type Result = { messageSendResult: string; t?: number; error?: number; count?: null }

/** The message appears in its chat (first promise), then WhatsApp has taken it or not (second). */
function addAndSend(chat: Chat, attrs: Attributes): [Promise<Msg>, Promise<Result>] {
  const added = add(chat, attrs)
  const sent = added.then(send)
  sent.catch(() => undefined)
  return [added, sent]
}

async function add(chat: Chat, attrs: Attributes): Promise<Msg> {
  if (online()) await ask('preSend', { chat: chat.id._serialized, type: attrs.type })
  const isMedia = Boolean(attrs.directPath)
  const message = new Msg({ ...attrs, ...(isMedia ? { isUnsentMedia: true } : {}) })
  if (message.mediaData) message.mediaData.mediaStage = 'RESOLVED'
  chat.msgs.add(message)
  chat.assign({ t: message.t })
  return msgs.add(message)
}

async function send(message: Msg): Promise<Result> {
  const answer = await ask('sendMsg', { msg: toWire(message) }).catch((error: unknown) => {
    report('send_error', { message: String(error) })
    return null
  })
  if (!answer) return { messageSendResult: 'ERROR_UNKNOWN' }
  if ('nack' in answer) {
    message.set({ ack: -1 })
    return { messageSendResult: 'ERROR_UNKNOWN', error: answer.nack }
  }
  // Nobody ever says how it ended.
  if ('silent' in answer) return new Promise(() => undefined)
  const { t } = answer
  const uploaded = message.isUnsentMedia ? { isUnsentMedia: false } : {}
  message.set({ ...uploaded, ack: Math.max(message.ack, 1), ...(t ? { t } : {}) })
  return { messageSendResult: 'OK', t, count: null }
}

async function forward({ chat, msgs: chosen }: { chat: Chat; msgs: Msg[] }): Promise<void> {
  for (const message of chosen) {
    const id = new MsgKey({ from: me.pn, to: chat.id, id: await MsgKey.newId(), selfDir: 'out' })
    const forwardingScore = Number(message.forwardingScore ?? 0) + 1
    const own = { id, from: me.pn, to: chat.id, ack: 0, isNewMsg: true, t: seconds() }
    const [added] = addAndSend(chat, { ...message.serialize(), ...own, isForwarded: true, forwardingScore })
    await added
  }
}

const URLS = /\bhttps?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+/gi
const linksIn = (text: unknown) =>
  (String(text ?? '').match(URLS) ?? []).map(url => ({
    href: /^www\./i.test(url) ? `http://${url}` : url,
    url,
    suspiciousCharacters: new Set(),
  }))

export const sendingModules: Record<string, unknown> = {
  WAWebSendMsgChatAction: { addAndSendMsgToChat: addAndSend },
  WAWebChatForwardMessage: { forwardMessages: forward },
  WALinkify: { findLink: (text: unknown) => linksIn(text)[0] ?? null, findLinks: linksIn },
  WAWebLinkPreviewChatAction: { getLinkPreview: ({ href }: { href: string }) => ask('linkPreview', { url: href }) },
}
