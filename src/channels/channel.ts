import type { Readable } from 'node:stream'
import type { ChannelName } from '../domain/customer.ts'
import type { AccountId, FileId } from '../domain/ids.ts'
import type { Button, FileKind } from '../domain/message.ts'

/** One account (bot or number) of one network. Knows nothing of threads, cases or storage. */
export interface Channel {
  readonly name: ChannelName
  readonly account: AccountId
  readonly limits: ChannelLimits
  /** What the ids it gives are unique within. `account`: its chats may be renamed, and a message keeps its id then. */
  readonly idsWithin: 'chat' | 'account'
  /** Where somebody must link the account with a device of theirs before the line comes up. */
  readonly pairing?: Pairing
  /** Starts receiving and returns at once. How the line fares is told through `inlet.status`; being offline is a state, not an exception. */
  open(inlet: Inlet): Promise<void>
  /**
   * Waits until the network's own limits allow one more send of `cost` messages to that chat (an album counts its files).
   * The outbox waits here before it marks a send as under way, so that an agent who takes the thread meanwhile silences the bot,
   * and a crash while waiting leaves the send queued. Rejects with the signal's reason when aborted.
   * @throws ChannelError `limited` at once where the network asked for a pause longer than is worth waiting for (see
   * `retryAfterMs`), `unreachable` where the channel is being closed
   */
  turn(to: RemoteChat, cost: number, signal: AbortSignal): Promise<void>
  /**
   * Sends one part, at once: its turn was waited for. `key` is the same on every retry of this part.
   * @throws ChannelError
   */
  send(to: RemoteChat, part: OutgoingPart, key: string): Promise<RemoteMessage>
  /**
   * Looks in the chat for a part that may have gone, where the network can be asked at all. Nothing that `send` began
   * under that `key` goes out after it answered `absent`. Resolves with `unknown` where it cannot be told now. Never throws.
   */
  find?(to: RemoteChat, part: OutgoingPart, key: string, since: Date): Promise<Found>
  /** Shows "typing…" for a few seconds. Best effort: never throws. */
  typing(to: RemoteChat): Promise<void>
  /** Shows the customer that their messages were read. Best effort: never throws. */
  seen?(to: RemoteChat): Promise<void>
  /** @throws ChannelError (`refused` where the file can never be had, with `code` 'too_large' or 'gone') */
  download(file: RemoteFile): Promise<Readable>
  /** The person's picture as the network shows it; null where there is none or it is hidden. Never throws. */
  picture(remoteId: string): Promise<Readable | null>
  /** Stops receiving and waits for what is being received or sent. Nothing is acknowledged that was not committed. */
  close(): Promise<void>
}

export interface ChannelLimits {
  /** In characters (code points). */
  textLength: number
  captionLength: number
  /** How many buttons one message can carry; 0: choices are numbered. */
  buttons: number
  /** What can be sent, in bytes. */
  fileBytes: number
  /** What can be fetched, in bytes. */
  downloadBytes: number
  /** Files in one album; 1: no albums. */
  albumFiles: number
  edit: boolean
  typing: boolean
}

export interface Inlet {
  /** Resolves once committed. Rejects where it was not, and then the channel must offer the event again. */
  received(event: Incoming): Promise<void>
  /**
   * What became of a message of ours. Resolves once committed, with false where none of ours has that id: not yet,
   * because the end of its send is still being written down, or never.
   */
  receipt(receipt: Receipt): Promise<boolean>
  /** How far a network was read that does not remember it for us. Null until it was set. */
  readonly bookmark: Bookmark
  status(status: ChannelStatus): void
}

/** `id` is one of `RemoteMessage.ids`. States only ever rise: an older one that comes late changes nothing. */
export interface Receipt {
  readonly id: string
  readonly state: 'sent' | 'delivered' | 'read' | 'failed'
  readonly at: Date
}

export interface Bookmark {
  get(): Promise<string | null>
  set(place: string): Promise<void>
}

/** How an account is linked with a phone of ours. */
export interface Pairing {
  /** What is to be scanned or typed on the phone now; null where nothing is. A new one is told by a status `pairing`. */
  offer(): PairingOffer | null
  /** From now on offers codes to type, for the phone with this number (digits with the country's code), or, with null, pictures to scan. Begins anew where the session had ended. */
  begin(phone: string | null): Promise<void>
  /** Takes our device off the account, and forgets the session. Best effort at the network; here it is gone. */
  unlink(): Promise<void>
}

/** `qr`: the text of a QR code · `code`: to be typed on the phone. */
export interface PairingOffer {
  readonly kind: 'qr' | 'code'
  readonly text: string
  readonly at: Date
}

export type Found =
  | { readonly state: 'sent'; readonly remote: RemoteMessage }
  | { readonly state: 'absent' | 'unknown' }

export type ChannelStatus =
  | { state: 'starting' }
  /** Waits for a person to link it: see `Channel.pairing`. `offer` counts what was offered. */
  | { state: 'pairing'; offer: number }
  /** Linked, and reading what came meanwhile. `percent`: null where nobody knows. */
  | { state: 'syncing'; percent: number | null }
  /** `detail`: what works less well than it should, for whoever looks after the service. */
  | { state: 'online'; name: string; address: string | null; detail?: string }
  /** Will be tried again by itself. */
  | { state: 'reconnecting'; reason: string }
  /** Needs a person: a wrong token, a second program on the same account, a phone that took our device off. */
  | { state: 'broken'; reason: ChannelTrouble; detail: string }
  | { state: 'closed' }

/**
 * `logged_out`: linked no more · `banned`: the network shut the account out · `no_browser`: what drives it is not
 * installed · `incompatible`: the network changed, and we do not know our way there any more.
 */
export const channelTroubles = [
  'unauthorized',
  'conflict',
  'webhook_refused',
  'logged_out',
  'banned',
  'no_browser',
  'incompatible',
] as const
export type ChannelTrouble = (typeof channelTroubles)[number]

/** A chat on a network; `chat` means something inside the channel's folder only. */
export interface RemoteChat {
  readonly chat: string
}

export interface Sender {
  readonly remoteId: string
  readonly name: string
  readonly username?: string
  /** As the network says it: a hint. */
  readonly language?: string
  /** What else the network calls, or called, the same person. One of them that is known is them. */
  readonly aliases?: readonly string[]
  /** Their number where the network itself tells it. E.164. */
  readonly phone?: string
}

/** `token` is opaque to everyone but its channel, and never a URL with a secret in it. */
export interface RemoteFile {
  readonly token: string
  readonly bytes?: number
}

export interface IncomingFile extends RemoteFile {
  readonly kind: FileKind
  readonly name?: string
  readonly mime?: string
  readonly width?: number
  readonly height?: number
  /** In seconds. */
  readonly duration?: number
}

interface FromRemote {
  readonly chat: string
  /** Unique within (account, chat) for ever: the same event offered again has the same one. */
  readonly eventId: string
  readonly sender: Sender
  readonly at: Date
}

export type Incoming =
  | (FromRemote & {
      readonly kind: 'message'
      readonly text: string
      readonly files: readonly IncomingFile[]
      /** Parts that share it are one message with several files. */
      readonly album?: string
      /** The `eventId` or `RemoteMessage.ids` entry of the message this answers. */
      readonly replyTo?: string
      readonly contact?: { readonly name: string; readonly phone: string; readonly own: boolean }
      readonly location?: { readonly latitude: number; readonly longitude: number; readonly title?: string }
      readonly forwarded?: boolean
      /** A kind of message we cannot read; stored as such, never dropped. */
      readonly unsupported?: string
    })
  /** `edits` is the `eventId` of the message that now says `text`: also where it could not be read at first. */
  | (FromRemote & { readonly kind: 'edited'; readonly edits: string; readonly text: string })
  /** A button under one of our messages. `value` is what we gave it, `on` the remote id of that message. */
  | (FromRemote & { readonly kind: 'pressed'; readonly value: string; readonly on?: string })
  /** Opened the conversation, perhaps by a link that carried `payload`. */
  | (FromRemote & { readonly kind: 'started'; readonly payload?: string })
  /** They blocked us (false) or came back (true). */
  | (FromRemote & { readonly kind: 'reachable'; readonly reachable: boolean })
  /** Said by somebody of ours on another device of the account, to `sender`: the shop's owner, with the phone in their hand. */
  | (FromRemote & {
      readonly kind: 'said_elsewhere'
      readonly text: string
      readonly files: readonly IncomingFile[]
      readonly replyTo?: string
      readonly unsupported?: string
    })
  /** `deletes` is the id of the message, theirs or one said elsewhere, that was taken back. */
  | (FromRemote & { readonly kind: 'deleted'; readonly deletes: string })
  /** `on` is the id of any message of the chat, `emoji` null where the reaction was taken back. */
  | (FromRemote & { readonly kind: 'reacted'; readonly on: string; readonly emoji: string | null })
  /** What was said in this chat between the two may be missing here. Told to nobody who had said nothing before. */
  | (FromRemote & { readonly kind: 'gap'; readonly from: Date; readonly to: Date })

/** A file of ours on its way out. */
export interface OutgoingFile {
  readonly id: FileId
  readonly kind: FileKind
  readonly name: string
  readonly mime: string
  readonly bytes: number
  open(): Promise<Readable>
}

export type OutgoingPart =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly buttons?: readonly (readonly Button[])[]
      readonly replyTo?: string
    }
  | { readonly kind: 'file'; readonly file: OutgoingFile; readonly caption?: string; readonly replyTo?: string }
  | {
      readonly kind: 'album'
      readonly files: readonly OutgoingFile[]
      readonly caption?: string
      readonly replyTo?: string
    }
  /** Changes the words of a message sent before. `caption` where those words stood under a file. */
  | { readonly kind: 'edit'; readonly target: string; readonly text: string; readonly caption: boolean }

/** What the network made of a part: an album has one id for each file, all else exactly one. */
export interface RemoteMessage {
  readonly ids: readonly [string, ...string[]]
}

export type ChannelErrorKind = 'refused' | 'limited' | 'unreachable' | 'unknown'

/**
 * refused: never retry · limited, unreachable: retry · unknown: it may have been sent.
 * `message` is for the log: no token, no customer's words. `code` tells the agent why, in their language.
 */
export class ChannelError extends Error {
  readonly retryAfterMs?: number
  constructor(
    readonly kind: ChannelErrorKind,
    readonly code: ChannelErrorCode,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'ChannelError'
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs
  }
}

/** `blocked`: the customer does not want us; `not_found`: no such chat or message; `too_large`, `gone`: files. */
export type ChannelErrorCode =
  | 'blocked'
  | 'not_found'
  | 'too_large'
  | 'gone'
  | 'invalid'
  | 'unauthorized'
  | 'rate_limit'
  | 'network'
  | 'server'
  | 'timeout'
