import { createHash, randomBytes } from 'node:crypto'
import { type Blobs, openBlobs } from '../blobs.ts'
import { openJournal, type Table } from '../journal.ts'
import type { CustomerOptions, PhoneChange, PhoneOptions } from './contract.ts'
import { type Messages, openMessages } from './messages.ts'
import type { Keys, Push, WireChat } from './protocol.ts'

export interface PhoneRecord extends Required<PhoneOptions> {
  number: string
  /** `number@c.us` */
  pn: string
}

export interface CustomerRecord extends Omit<CustomerOptions, 'picture'> {
  number: string
  pushname: string
  as: 'pn' | 'lid'
  lidKnown: boolean
  registered: boolean
  platform: 'android' | 'ios'
  /** The key of its blob. */
  picture?: string
}

export interface ChatRecord extends WireChat {
  unread: number
  t: number
}

/** A page that was linked, whether it is open or not. */
export interface DeviceRecord {
  id: string
  phone: string
  keys: Keys
  everSynced: boolean
}

export interface FileRecord {
  id: string
  directPath: string
  type: string
  mimetype: string
  /** As whoever sent it called it. */
  name?: string | undefined
  blob: string
  size: number
  /** Base64 SHA-256, as messages name a file. */
  filehash: string
  encFilehash: string
  mediaKey: string
}

/** Everything that lasts: what WhatsApp's servers and the phones would remember. */
export interface World {
  readonly blobs: Blobs
  readonly phones: Table<PhoneRecord>
  readonly devices: Table<DeviceRecord>
  readonly files: Table<FileRecord>
  customers(phone: string): Table<CustomerRecord>
  chats(phone: string): Table<ChatRecord>
  messages(phone: string): Messages
  /** What a device has not yet acknowledged. */
  queue(device: string): Table<Push>
  /** A number never given before under this name. */
  next(counter: string): number
  emit(phone: string, change: PhoneChange): void
  watch(phone: string, seen: (change: PhoneChange) => void): () => void
  close(): void
}

export function openWorld(file?: string): World {
  const journal = openJournal(file)
  const counters = journal.table<number>('counters')
  const messages = new Map<string, Messages>()
  const next = (counter: string) => {
    const value = counters.get(counter) ?? 1
    counters.put(counter, value + 1)
    return value
  }
  return {
    blobs: openBlobs(file ? `${file}.files` : undefined),
    phones: journal.table('phones'),
    devices: journal.table('devices'),
    files: journal.table('files'),
    customers: phone => journal.table(`customers/${phone}`),
    chats: phone => journal.table(`chats/${phone}`),
    messages(phone) {
      const known = messages.get(phone)
      if (known) return known
      const opened = openMessages(journal.table(`messages/${phone}`), () => next(`message/${phone}`))
      messages.set(phone, opened)
      return opened
    },
    queue: device => journal.table(`queue/${device}`),
    next,
    ...watchers(),
    close: journal.close,
  }
}

function watchers(): Pick<World, 'emit' | 'watch'> {
  const all = new Map<string, Set<(change: PhoneChange) => void>>()
  return {
    emit(phone, change) {
      for (const seen of all.get(phone) ?? []) seen(change)
    },
    watch(phone, seen) {
      const of = all.get(phone) ?? new Set()
      all.set(phone, of.add(seen))
      return () => of.delete(seen)
    },
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64')

export function storeFile(
  world: World,
  bytes: Buffer,
  about: Pick<FileRecord, 'type' | 'mimetype' | 'name'>,
): FileRecord {
  const id = randomBytes(12).toString('hex')
  const record = {
    ...about,
    id,
    directPath: `/v/t62.${about.type}/${id}.enc`,
    blob: world.blobs.put(bytes),
    size: bytes.length,
    filehash: sha256(bytes),
    encFilehash: sha256(Buffer.concat([bytes, randomBytes(4)])),
    mediaKey: randomBytes(32).toString('base64'),
  }
  world.files.put(id, record)
  return record
}

/** The file a message's `directPath` leads to. */
export function fileAt(world: World, directPath: string | undefined): FileRecord | undefined {
  const id = /\/([0-9a-f]+)\.enc$/.exec(directPath ?? '')?.[1]
  return id === undefined ? undefined : world.files.get(id)
}
