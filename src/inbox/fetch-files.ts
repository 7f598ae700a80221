import { type Channel, ChannelError } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { AppError } from '../domain/errors.ts'
import type { AccountId } from '../domain/ids.ts'
import type { Logger } from '../domain/log.ts'
import type { FileState } from '../domain/message.ts'
import { startWorker, type Worker } from '../domain/worker.ts'
import type { MediaStore } from '../media/media.ts'
import type { Store } from '../storage/store.ts'
import type { FileRow } from '../storage/tables.ts'

export interface FetchParts {
  store: Store
  media: MediaStore
  clock: Clock
  log: Logger
  channel(account: AccountId): Channel | null
}

const AT_ONCE = 4
const LEASE_MS = 180_000
const LOOK_MS = 30_000
/** Milliseconds before each next attempt; after the last one the file counts as failed. */
const PAUSES = [2_000, 10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000]

/** Fetches what customers sent, after their words were stored, and tries again where it fails. */
export async function startFetching(parts: FetchParts): Promise<Worker> {
  const { store, clock, log } = parts
  if (store.engine === 'sqlite') await store.write('worker:files', tx => tx.files.freeLeases())

  async function round(): Promise<number> {
    const now = clock.now()
    const until = new Date(now.getTime() + LEASE_MS)
    const files = await store.write('worker:files', tx => tx.files.lease(now, until, AT_ONCE))
    await Promise.all(files.map(file => fetchFile(parts, file)))
    if (files.length === AT_ONCE) return 0
    const due = await store.read.files.nextDue()
    const ms = due ? due.getTime() - clock.now().getTime() : LOOK_MS
    return Math.min(Math.max(ms, 1_000), LOOK_MS)
  }

  const worker = startWorker('files', clock, log, round)
  const unsubscribe = store.subscribe('files', () => worker.wake())
  return {
    wake: () => worker.wake(),
    close: () => {
      unsubscribe()
      return worker.close()
    },
  }
}

async function fetchFile(parts: FetchParts, file: FileRow): Promise<void> {
  try {
    await keep(parts, file, await stored(parts, file))
  } catch (error) {
    const code = error instanceof ChannelError || error instanceof AppError ? error.code : 'broken'
    parts.log.warn({ file: file.id, code, attempts: file.attempts + 1 }, 'a file did not come')
    await keep(parts, file, failure(parts, file, code, isFinal(error)))
  }
}

async function stored({ media, channel }: FetchParts, file: FileRow): Promise<Partial<FileRow>> {
  const line = file.accountId && channel(file.accountId)
  if (!line || !file.remote) throw new ChannelError('unreachable', 'network', 'no such account is configured')
  const content = await line.download(file.remote)
  const kept = await media.put(content, { bytes: line.limits.downloadBytes })
  return {
    state: 'stored',
    error: null,
    mediaKey: kept.key,
    mime: kept.mime,
    bytes: kept.bytes,
    ...(kept.width && kept.height ? { width: kept.width, height: kept.height } : {}),
  }
}

/** Trying again would not help: the network will never give it, or we will never take it. */
const isFinal = (error: unknown): boolean =>
  error instanceof ChannelError ? error.kind === 'refused' : error instanceof AppError && error.code === 'too_large'

function failure({ clock }: FetchParts, file: FileRow, code: string, final: boolean): Partial<FileRow> {
  const pause = PAUSES[file.attempts]
  const state: FileState = final ? 'refused' : pause === undefined ? 'failed' : 'pending'
  const dueAt = new Date(clock.now().getTime() + (pause ?? 0))
  return { state, error: code, dueAt, attempts: file.attempts + 1 }
}

const keep = ({ store }: FetchParts, file: FileRow, patch: Partial<FileRow>): Promise<void> =>
  store.write(file.threadId!, async tx => {
    await tx.files.update(file.id, { ...patch, leasedUntil: null })
    if (file.messageId) tx.messages.touched({ id: file.messageId, threadId: file.threadId! })
  })
