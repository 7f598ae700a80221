/** What the page and its server say to each other, as JSON over one WebSocket. Types only: both sides are ours. */
export interface WireKey {
  fromMe: boolean
  remote: string
  id: string
  participant?: string | undefined
  _serialized?: string | undefined
}

/** A message as the page's models hold it. Times in seconds. */
export interface WireMessage {
  id: WireKey
  type: string
  t: number
  ack: number
  from: string
  to: string
  author?: string | undefined
  body?: string | null | undefined
  caption?: string | undefined
  filename?: string | undefined
  mimetype?: string | undefined
  filehash?: string | undefined
  directPath?: string | undefined
  quotedStanzaID?: string | undefined
  lat?: number | undefined
  lng?: number | undefined
  loc?: string | undefined
  vcardList?: { vcard: string; displayName?: string | undefined }[] | undefined
  /** Where the media is said to be: what is not `RESOLVED` cannot be downloaded. Stays out of the page's model. */
  mediaStage?: string | undefined
  [more: string]: unknown
}

export interface WireContact {
  id: string
  pushname?: string | undefined
  name?: string | undefined
  isBusiness?: boolean | undefined
  phoneNumber?: string | undefined
}

export interface WireChat {
  id: string
  name?: string | undefined
  groupMetadata?: GroupMetadata | undefined
}

export interface GroupMetadata {
  id: string
  subject: string
  participants: { id: string; isAdmin: boolean }[]
}

/** A phone number's name and its LID. */
export interface Mapping {
  lid?: string | undefined
  pn?: string | undefined
}

/** What the page is handed about its account, kept until the page has acknowledged it. */
export interface Pushes {
  msg: { msg: WireMessage; force?: boolean; chat?: WireChat | undefined; contact?: WireContact | undefined }
  patch: { id: string; attrs: Record<string, unknown> }
  revoke: { id: string; newId?: string | undefined; oneStep: boolean }
  remove: { id: string }
  reaction: { key: WireKey; parent: string; text: string; t: number; from: string }
  call: { id: string; peerJid: string; isVideo: boolean }
  rekeyChat: { from: string; to: string }
  contact: WireContact
}

export type Push = { [Op in keyof Pushes]: { seq: number; op: Op; p: Pushes[Op] } }[keyof Pushes]

export interface Keys {
  noise: string
  identity: string
  adv: string
}

export type ToPage =
  | { t: 'pair'; ref: string }
  | { t: 'idle' | 'pairing' | 'reload' }
  | { t: 'paired'; device: string }
  | {
      t: 'welcome'
      me: { pn: string; lid: string | null; pushname: string; platform: string }
      contacts: WireContact[]
      chats: (WireChat & { t: number; unreadCount: number; msgs: WireMessage[] })[]
      earlySync: boolean
    }
  | { t: 'synced'; patient?: boolean; flap?: boolean }
  | { t: 'progress'; percent: number }
  | ({ t: 'push' } & Push)
  | { t: 'rpcres'; n: number; ok: true; r: unknown }
  | { t: 'rpcres'; n: number; ok: false; err: { name?: string; message: string; status?: number | undefined } }
  | { t: 'state'; state: string }
  | { t: 'unlinked'; how: 'LOGOUT' | 'UNPAIRED' }
  | { t: 'hang'; ms: number }
  | { t: 'eval'; code: string }

export type ToServer =
  | { t: 'hello'; keys: Keys; device: string | null; href: string }
  | { t: 'login'; device: string }
  | { t: 'welcomed' | 'refreshQR' | 'listening' }
  | { t: 'pushack'; seq: number }
  | { t: 'presence'; v: string }
  | { t: 'log'; kind: string; data: Record<string, unknown> }
  | { t: 'rpc'; n: number; op: string; p: unknown }

/** What the page asks for, and what it is told. */
export interface Operations {
  pairingCode: { asks: { phone: string }; gives: string }
  preSend: { asks: { chat: string; type: unknown }; gives: true }
  prepMedia: { asks: { mimetype: string; size: number }; gives: true }
  upload: { asks: { filehash: string; mimetype: string; type: string; size: number }; gives: { url: string } }
  sendMsg: { asks: { msg: WireMessage }; gives: { t: number } | { nack: number } | { silent: true } }
  findChat: { asks: { id: string }; gives: WireChat & { mapping?: Mapping } }
  queryExists: { asks: { id: string }; gives: { id: string; biz: boolean; mapping?: Mapping | undefined } | null }
  contact: { asks: { id: string }; gives: WireContact | null }
  picture: { asks: { id: string }; gives: { url: string } | null }
  loadEarlier: { asks: { chat: string; have: string[] }; gives: WireMessage[] }
  getMsgs: { asks: { ids: string[] }; gives: WireMessage[] }
  search: { asks: { query: string; count: number }; gives: WireMessage[] }
  sendSeen: { asks: { chat: string }; gives: true }
  chatState: { asks: { to: string; v: string }; gives: true }
  reaction: { asks: { id: string; text: string }; gives: true }
  reactions: { asks: { id: string }; gives: unknown[] }
  edit: { asks: { id: string; text: string }; gives: true }
  revoke: { asks: { id: string; newId: string }; gives: true }
  linkPreview: { asks: { url: string }; gives: null }
  mediaStage: { asks: { id: string }; gives: { stage: string } }
  msgInfo: { asks: { id: string }; gives: { delivery: []; read: []; played: [] } }
  peerData: { asks: { chat: string }; gives: true }
  placeholderResend: { asks: { ids: string[] }; gives: true }
  stanza: { asks: { tag: string; attrs: unknown }; gives: true }
  takeover: { asks: unknown; gives: true }
  logout: { asks: unknown; gives: true }
}

/** What the page is told with its script. */
export interface PageBehaviour {
  /** What window.Debug.VERSION says. */
  version: string
  /** `$1` on builds since July 2026. */
  msgKeyField: '_serialized' | '$1'
  /** As if WhatsApp had renamed them. */
  missingModules: string[]
  bootDelayMs: number
  neverBoots: boolean
  reconnectMs: number
  logoutNavigateMs: number
  /** The state shown while the connection is cut. */
  dropState: string
}
