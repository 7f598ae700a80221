/** Who somebody is at WhatsApp: `5511...@c.us`, `1234...@lid`, `...@g.us`. */
export class Wid {
  readonly user: string
  readonly server: string
  readonly _serialized: string

  constructor(user: string, server: string) {
    this.user = user
    this.server = server
    this._serialized = `${user}@${server}`
  }

  isUser() {
    return this.server === 'c.us' || this.isLid()
  }

  isLid() {
    return this.server === 'lid'
  }

  isGroup() {
    return this.server === 'g.us'
  }

  isStatus() {
    return this._serialized === 'status@broadcast'
  }

  isBroadcast() {
    return this.server === 'broadcast'
  }

  isNewsletter() {
    return this.server === 'newsletter'
  }

  equals(other: unknown) {
    return idOf(other) === this._serialized
  }

  toString() {
    return this._serialized
  }

  toJid() {
    return this._serialized.replace('@c.us', '@s.whatsapp.net')
  }

  toJSON() {
    return this._serialized
  }
}

/** An id as text, of whatever has one: a wid, a message key (also one that keeps it in `$1`), text. */
export function idOf(given: unknown): string {
  if (typeof given !== 'object' || given === null) return given as string
  const { _serialized, $1 } = given as { _serialized?: string; $1?: string }
  return (_serialized ?? $1) as string
}

export function wid(given: unknown): Wid {
  if (given instanceof Wid) return given
  const text = String(idOf(given)).replace('@s.whatsapp.net', '@c.us')
  const [, user, server] = /^([^@:]+)(?::\d+)?@([a-z.]+)$/.exec(text) ?? []
  if (!user || !server) throw new Error(`wid error: invalid wid ${text}`)
  return new Wid(user, server)
}
