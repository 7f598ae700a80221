import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../domain/errors.ts'
import type { MediaKey } from './media.ts'

/** Writes the content to `path`, which must be new, and to the disk itself. @throws AppError `too_large` */
export const writeCounted = async (
  content: Readable,
  path: string,
  limit: { bytes: number },
): Promise<{ key: MediaKey; bytes: number }> => {
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(bytes > limit.bytes ? tooLarge(limit.bytes) : null, chunk)
    },
  })
  await pipeline(content, counted, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  return { key: hash.digest('hex'), bytes }
}

const tooLarge = (bytes: number): AppError =>
  new AppError('too_large', `a file of more than ${bytes} bytes`, 'This file is too large to be kept.', { bytes })

/** Gives a finished file its place: whoever looks sees all of it or nothing, also after a power cut. */
export const moveIntoPlace = async (from: string, to: string): Promise<void> => {
  const made = await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rename(from, to)
  await syncFolder(dirname(to))
  if (made) await syncFolder(dirname(made))
}

const syncFolder = async (path: string): Promise<void> => {
  let folder: FileHandle | null = null
  try {
    folder = await open(path)
    await folder.sync()
  } catch {
    // Some systems cannot sync a folder; the file itself is on the disk by then.
  } finally {
    await folder?.close()
  }
}

export const removeIfThere = (path: string): Promise<void> => rm(path, { force: true })
