import type { Readable } from 'node:stream'
import { z } from 'zod'
import { ChannelError, type OutgoingFile, type OutgoingPart, type RemoteChat, type RemoteMessage } from '../channel.ts'
import type { Client } from './client.ts'
import { convertOut, type Request, type Upload } from './convert-out.ts'
import { channelError, isNoPhoto, isUnchanged } from './errors.ts'
import type { Pace } from './pace.ts'

export interface SendingOptions {
  client: Client
  pace: Pace
  /** For an answer without files. In milliseconds. */
  answerMs: number
  fileBytes: number
}

/** The slowest upload we wait for, in bytes a millisecond (128 KB/s). */
const SLOWEST = 128

export const sending = ({ client, pace, answerMs, fileBytes }: SendingOptions) => {
  const perform = async (request: Request) => {
    const files = await openAll(request)
    try {
      const timeoutMs = answerMs + request.bytes / SLOWEST
      return await client.call(request.method, files.payload, { timeoutMs, signal: files.broken })
    } catch (error) {
      // A file of ours that ends early ends the call, and Telegram drops what it has of it.
      throw files.broken.aborted
        ? new ChannelError('unreachable', 'network', 'a file could not be read to its end')
        : error
    } finally {
      files.close()
    }
  }

  const attempt = async (chat: string, part: OutgoingPart) => {
    try {
      return await perform(convertOut(chat, part))
    } catch (error) {
      if (!isNoPhoto(error)) throw error
      return perform(convertOut(chat, part, true))
    }
  }

  return async ({ chat }: RemoteChat, part: OutgoingPart): Promise<RemoteMessage> => {
    refuseLarge(part, fileBytes)
    try {
      return remoteMessage(await attempt(chat, part), part)
    } catch (error) {
      if (part.kind === 'edit' && isUnchanged(error)) return { ids: [part.target] }
      const failure = channelError(error, 'send')
      if (failure !== error && failure.kind === 'limited') pace.limited(chat, failure.retryAfterMs ?? 0)
      throw failure
    }
  }
}

const refuseLarge = (part: OutgoingPart, fileBytes: number) => {
  const files = part.kind === 'album' ? part.files : part.kind === 'file' ? [part.file] : []
  if (files.some(({ bytes }) => bytes > fileBytes))
    throw new ChannelError('refused', 'too_large', 'a file is too large')
}

const sent = z.object({ message_id: z.int() })
const answers = z.union([z.array(sent).min(1), sent.transform(one => [one])])

const remoteMessage = (answer: unknown, part: OutgoingPart): RemoteMessage => {
  if (part.kind === 'edit') return { ids: [part.target] }
  const [first, ...others] = answers.safeParse(answer).data ?? []
  if (!first) throw new ChannelError('unknown', 'server', 'Telegram did not say which message it made')
  return { ids: [String(first.message_id), ...others.map(({ message_id }) => String(message_id))] }
}

const openAll = async ({ payload, upload, album }: Request) => {
  const broken = new AbortController()
  const streams: Readable[] = []
  const close = () => {
    for (const stream of streams) stream.destroy()
  }
  const open = async ({ file, filename }: Upload) => {
    const source = await openOne(file)
    source.on('error', () => broken.abort())
    streams.push(source)
    return { source, filename }
  }
  try {
    const full: Record<string, unknown> = { ...payload }
    if (upload) full[upload.field] = await open(upload)
    if (album)
      full.media = await Promise.all(
        album.map(async ({ file, filename, ...item }) => ({ ...item, media: await open({ file, filename }) })),
      )
    return { payload: full, broken: broken.signal, close }
  } catch (error) {
    close()
    throw error
  }
}

const openOne = (file: OutgoingFile) =>
  file.open().catch(() => {
    throw new ChannelError('refused', 'gone', `file ${file.id} cannot be opened`)
  })
