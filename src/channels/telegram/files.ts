import type { Readable } from 'node:stream'
import { z } from 'zod'
import { ChannelError, type RemoteFile } from '../channel.ts'
import type { Client } from './client.ts'
import { CallFailed, channelError } from './errors.ts'
import type { Pace } from './pace.ts'

export interface FilesOptions {
  client: Client
  pace: Pace
  answerMs: number
  downloadBytes: number
  closing: AbortSignal
}

const found = z.object({ file_path: z.string().min(1).optional(), file_size: z.number().optional() })
const size = z.object({ file_id: z.string(), width: z.number() })
const pictures = z.object({ photos: z.array(z.array(size)) })
/** As wide as a console shows it on a fine screen. */
const DECENT_WIDTH = 160

/** Files come through us: their addresses at Telegram hold the bot's token. */
export const files = ({ client, pace, answerMs, downloadBytes, closing }: FilesOptions) => {
  const options = { timeoutMs: answerMs, signal: closing }

  const locate = async (token: string) => {
    const { file_path, file_size = 0 } = found.parse(await client.call('getFile', { file_id: token }, options))
    if (file_size > downloadBytes) throw new ChannelError('refused', 'too_large', 'getFile: the file is too large')
    if (!file_path) throw new ChannelError('refused', 'gone', 'getFile: the file is no longer there')
    return file_path
  }
  const fetchFile = async (token: string) => client.content(await locate(token), options)

  const download = async ({ token, bytes = 0 }: RemoteFile): Promise<Readable> => {
    if (bytes > downloadBytes) throw new ChannelError('refused', 'too_large', 'the file is too large')
    try {
      // The path lives for an hour: where it is gone, a new one may be had.
      return await fetchFile(token).catch(error => (isGone(error) ? fetchFile(token) : Promise.reject(error)))
    } catch (error) {
      if (isGone(error)) throw new ChannelError('refused', 'gone', 'the file is no longer there')
      const failure = channelError(error, 'getFile')
      if (failure.kind === 'limited') pace.limited(null, failure.retryAfterMs ?? 0)
      // Nothing was sent: asking again does no harm.
      if (failure.kind === 'unknown') throw new ChannelError('unreachable', failure.code, failure.message)
      throw failure
    }
  }

  return {
    download,
    picture: async (remoteId: string): Promise<Readable | null> => {
      try {
        const payload = { user_id: Number(remoteId), limit: 1 }
        const [sizes = []] = pictures.parse(await client.call('getUserProfilePhotos', payload, options)).photos
        const byWidth = [...sizes].sort((one, other) => one.width - other.width)
        const best = byWidth.find(({ width }) => width >= DECENT_WIDTH) ?? byWidth.at(-1)
        return best ? await download({ token: best.file_id }) : null
      } catch {
        return null
      }
    },
  }
}

const isGone = (error: unknown) => error instanceof CallFailed && error.method === 'file' && error.status === 404
