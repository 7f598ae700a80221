import type { WireKey } from '../protocol.ts'
import { newMessageId } from './bytes.ts'
import { config } from './config.ts'
import { idOf, type Wid, wid } from './wid.ts'

export interface KeyParts {
  fromMe?: boolean
  selfDir?: 'in' | 'out'
  remote?: unknown
  from?: unknown
  to?: unknown
  id: string
  participant?: unknown
}

/** Which message: its chat, its direction, its id. Its text stands in the field that this build of WhatsApp Web uses. */
export class MsgKey {
  readonly fromMe: boolean
  readonly remote: Wid
  readonly id: string
  readonly participant?: Wid

  constructor({ from, to, remote, id, participant, selfDir, fromMe }: KeyParts) {
    this.fromMe = fromMe ?? selfDir === 'out'
    this.remote = wid(remote ?? (this.fromMe ? to : from))
    this.id = id
    if (participant) this.participant = wid(participant)
    const text = `${this.fromMe}_${this.remote}_${id}${this.participant ? `_${this.participant}` : ''}`
    Object.assign(this, { [config.msgKeyField]: text })
  }

  toString(): string {
    return idOf(this)
  }

  /** Whoever sends asks for it anew each time, so that it can be replaced. */
  static async newId(): Promise<string> {
    return newMessageId()
  }

  static fromString(text: string): MsgKey {
    const [fromMe, remote, id = '', participant] = text.split('_')
    return new MsgKey({ fromMe: fromMe === 'true', remote, id, participant })
  }
}

export const toKey = (given: unknown): MsgKey => (given instanceof MsgKey ? given : new MsgKey(given as KeyParts))

export const wireKey = (key: MsgKey): WireKey => ({
  fromMe: key.fromMe,
  remote: key.remote._serialized,
  id: key.id,
  participant: key.participant?._serialized,
  _serialized: idOf(key),
})
