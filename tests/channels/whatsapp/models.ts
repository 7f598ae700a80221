import type { WaMessage } from '../../../src/channels/whatsapp/protocol.ts'
import { plainMessage } from '../../../src/channels/whatsapp/worker/plain.ts'

/** A message's model as the library hands it on; `attrs` as WhatsApp Web calls them. */
export const model = (attrs: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: {
    fromMe: false,
    remote: '989120001000@c.us',
    id: 'AC0123456789ABCDEF',
    _serialized: 'false_989120001000@c.us_AC',
  },
  type: 'chat',
  body: 'سلام',
  t: 1_780_000_000,
  ack: 1,
  notifyName: 'سارا',
  from: '989120001000@c.us',
  to: '989120000001@c.us',
  isForwarded: false,
  latestEditMsgKey: null,
  latestEditSenderTimestampMs: null,
  mentionedJidList: [],
  ...attrs,
})

/** The same in plain words. */
export function plain(attrs: Record<string, unknown> = {}): WaMessage {
  const message = plainMessage(model(attrs))
  if (!message) throw new Error('no message of a person')
  return message
}

export const key = (id: string, fromMe = false) => ({ fromMe, remote: '989120001000@c.us', id })
