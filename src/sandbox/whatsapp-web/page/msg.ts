import type { WireMessage } from '../protocol.ts'
import { hide } from './emitter.ts'
import { me } from './me.ts'
import { type Attributes, Model } from './models.ts'
import { type MsgKey, toKey, wireKey } from './msg-key.ts'
import { OpaqueData } from './opaque-data.ts'
import { ask } from './transport.ts'
import { idOf, type Wid, wid } from './wid.ts'

const NOTES = ['gp2', 'e2e_notification', 'notification', 'notification_template', 'protocol', 'call_log']

export class Msg extends Model {
  declare id: MsgKey
  declare type: string
  declare t: number
  declare ack: number
  declare from?: Wid
  declare author?: Wid
  declare caption?: string
  declare directPath?: string
  declare filehash?: string
  declare mediaData?: { mediaStage: string }

  constructor(attrs: Attributes) {
    super(normal(attrs))
    const media = Boolean(this.directPath)
    hide(this, 'mediaData', media ? { mediaStage: attrs.mediaStage ?? 'NEED_POKE' } : undefined)
    hide(this, 'mediaObject', media ? { filehash: this.filehash } : undefined)
  }

  get isNotification(): boolean {
    return NOTES.includes(this.type)
  }

  async downloadMedia(): Promise<void> {
    const { mediaData } = this
    if (!mediaData) return
    mediaData.mediaStage = 'FETCHING'
    mediaData.mediaStage = (await ask('mediaStage', { id: idOf(this.id) })).stage
  }

  msgContextInfo(): Attributes {
    const { quotedMsg: _deeper, ...quoted } = this.serialize()
    return {
      quotedMsg: quoted,
      quotedStanzaID: this.id.id,
      quotedParticipant: this.author ?? (this.id.fromMe ? me.pn : this.from),
      quotedRemoteJid: undefined,
    }
  }

  canReply(): boolean {
    return true
  }

  avParams(): Attributes {
    return {}
  }

  updateAck(ack: number): void {
    this.set({ ack })
  }
}

/** Ids as what they are; nothing that cannot be told to Node. */
function normal(attrs: Attributes): Attributes {
  const out = Object.fromEntries(Object.entries(attrs).filter(([name, value]) => belongs(name, value)))
  out.id = toKey(out.id)
  for (const name of ['from', 'to', 'author', 'quotedParticipant'])
    if (typeof out[name] === 'string') out[name] = wid(out[name])
  for (const name of ['protocolMessageKey', 'latestEditMsgKey']) if (out[name]) out[name] = toKey(out[name])
  return out
}

const belongs = (name: string, value: unknown) =>
  !['mediaStage', 'renderableUrl'].includes(name) &&
  typeof value !== 'function' &&
  !(value instanceof OpaqueData || value instanceof Blob)

/** As the server takes it. */
export function toWire(message: Msg): WireMessage {
  const plain = message.attributes().map(([name, value]) => [name, name === 'id' ? wireKey(message.id) : value])
  return JSON.parse(JSON.stringify(Object.fromEntries(plain)))
}
