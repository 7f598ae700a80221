import { type Channel, ChannelError } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { AppError } from '../domain/errors.ts'
import type { AccountId } from '../domain/ids.ts'
import type { Logger } from '../domain/log.ts'
import type { FileState } from '../domain/message.ts'
import { underWay } from '../domain/under-way.ts'
import { startWorker, type Worker } from '../domain/worker.ts'
import type { MediaStore } from '../media/media.ts'
import type { Store } from '../storage/store.ts'
import type { FileRow } from '../storage/tables.ts'
import { flowing } from './flowing.ts'

export interface FetchParts {
  store: Store
  media: MediaStore
  clock: Clock
  log: Logger
  channel(account: AccountId): Channel | null
}

const AT_ONCE = 4
/** Longer than an attempt may take, so that nobody else begins meanwhile. */
const LEASE_MS = 900_000
const LOOK_MS = 30_000
/** So long a line may be down before its files count as lost. */
const PATIENCE_MS = 7 * 86_400_000
/** Milliseconds before each next attempt; after the last one the file counts as failed. */
const PAUSES = [2_000, 10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000]

/** Fetches what customers sent, after their words were stored, and tries again where it fails. A slow file delays no other. */
export async function startFetching(parts: FetchParts): Promise<Worker> {
  const { store, clock, log } = parts
  const work = underWay(() => worker.wake())
  const closing = new AbortController()
  if (store.engine === 'sqlite') await store.write('worker:files', tx => tx.files.freeLeases())

  function start(file: FileRow) {
    const fetching = fetchFile(parts, file, closing.signal).catch(error =>
      log.error({ file: file.id, error: (error as Error).name }, 'the end of a file was not stored'),
    )
    void work.add(fetching)
  }

  async function round(): Promise<number> {
    const now = clock.now()
    const free = AT_ONCE - work.size
    if (free <= 0) return LOOK_MS
    const until = new Date(now.getTime() + LEASE_MS)
    const files = await store.write('worker:files', tx => tx.files.lease(now, until, free))
    for (const file of files) start(file)
    if (files.length === free) return LOOK_MS
    const due = await store.read.files.nextDue(now)
    const ms = due ? due.getTime() - clock.now().getTime() : LOOK_MS
    return Math.min(Math.max(ms, 1_000), LOOK_MS)
  }

  const worker = startWorker('files', clock, log, round)
  const unsubscribe = store.subscribe('files', () => worker.wake())
  return {
    wake: () => worker.wake(),
    close: async () => {
      unsubscribe()
      closing.abort()
      await worker.close()
      await work.done()
    },
  }
}

async function fetchFile(parts: FetchParts, file: FileRow, closing: AbortSignal): Promise<void> {
  try {
    await keep(parts, file, await stored(parts, file, closing))
  } catch (error) {
    const code = error instanceof ChannelError || error instanceof AppError ? error.code : 'broken'
    parts.log.warn({ file: file.id, code, attempts: file.attempts + 1 }, 'a file did not come')
    await keep(parts, file, later(parts, file, error) ?? failure(parts, file, code, isFinal(error)))
  }
}

async function stored(
  { media, channel, clock }: FetchParts,
  file: FileRow,
  closing: AbortSignal,
): Promise<Partial<FileRow>> {
  const line = file.accountId && channel(file.accountId)
  if (!line || !file.remote) throw new ChannelError('unreachable', 'network', 'no such account is configured')
  const content = flowing(await line.download(file.remote), clock, closing)
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

/** The network itself said when: that was no attempt. Null where it said nothing, or says so for days. */
function later({ clock }: FetchParts, file: FileRow, error: unknown): Partial<FileRow> | null {
  if (!(error instanceof ChannelError) || error.retryAfterMs === undefined) return null
  const now = clock.now().getTime()
  const age = now - file.createdAt.getTime()
  if (age > PATIENCE_MS) return null
  // The longer it lasts, the less a minute more or less counts.
  const pause = Math.max(error.retryAfterMs, Math.min(age / 4, 60_000))
  return { error: error.code, dueAt: new Date(now + pause) }
}

function failure({ clock }: FetchParts, file: FileRow, code: string, final: boolean): Partial<FileRow> {
  const pause = PAUSES[file.attempts]
  const state: FileState = final ? 'refused' : pause === undefined ? 'failed' : 'pending'
  const dueAt = new Date(clock.now().getTime() + (pause ?? 0))
  return { state, error: code, dueAt, attempts: file.attempts + 1 }
}

const keep = ({ store }: FetchParts, file: FileRow, patch: Partial<FileRow>): Promise<void> =>
  store.write(file.threadId!, async tx => {
    await tx.files.update(file.id, { ...patch, leasedUntil: null })
    const isNews = patch.state !== undefined || patch.error !== file.error
    if (file.messageId && isNews) tx.messages.touched({ id: file.messageId, threadId: file.threadId! })
  })
