import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../domain/errors.ts'
import { inLine } from '../domain/in-line.ts'
import { mimeOf, sizeOf } from './identify.ts'
import { moveIntoPlace, removeIfThere, writeCounted } from './keep.ts'
import type { MediaKey, MediaStore, StoredFile } from './media.ts'
import { writeThumbnail } from './thumbnail.ts'
import { rasterImages } from './types.ts'

/** What a crash left unfinished; younger ones may be another node's work. */
const leftoverAfterMs = 60 * 60 * 1000
const thumbnailsAtOnce = 2

/** Files in a folder of this machine: `ab/<key>`, thumbnails beside them, unfinished ones in `tmp`. Made where it is missing. */
export const diskMedia = (folder: string): MediaStore => {
  const unfinished = join(folder, 'tmp')
  const ready = prepare(unfinished)
  ready.catch(() => undefined) // told to whoever uses the store first
  const drawing = new Map<MediaKey, Promise<boolean>>()
  const line = inLine(thumbnailsAtOnce)
  const pathOf = (key: MediaKey) => join(folder, key.slice(0, 2), checked(key))
  const thumbnailOf = (key: MediaKey) => `${pathOf(key)}.webp`

  const withTemporary = async <T>(work: (path: string) => Promise<T>): Promise<T> => {
    await ready
    const path = join(unfinished, randomUUID())
    try {
      return await work(path)
    } finally {
      await removeIfThere(path)
    }
  }

  const draw = (key: MediaKey): Promise<boolean> =>
    line(async () => {
      if (!rasterImages.has(await mimeOf(pathOf(key)))) return false
      return withTemporary(async path => {
        const drawn = await writeThumbnail(pathOf(key), path)
        if (drawn) await moveIntoPlace(path, thumbnailOf(key))
        return drawn
      })
    })

  const drawOnce = (key: MediaKey): Promise<boolean> => {
    const begun = drawing.get(key) ?? draw(key).finally(() => drawing.delete(key))
    drawing.set(key, begun)
    return begun
  }

  return {
    put: (content, limit) =>
      withTemporary(async path => {
        const { key, bytes } = await writeCounted(content, path, limit)
        const mime = await mimeOf(path)
        const size = await sizeOf(path, mime)
        if ((await bytesAt(pathOf(key))) !== bytes) await moveIntoPlace(path, pathOf(key))
        return { key, bytes, mime, ...size } satisfies StoredFile
      }),

    open: async (key, range) => (await read(pathOf(key), range)) ?? notFound(),

    async thumbnail(key) {
      const made = await read(thumbnailOf(key))
      if (made) return made
      if ((await bytesAt(pathOf(key))) === null) return notFound()
      return (await drawOnce(key)) ? read(thumbnailOf(key)) : null
    },

    async delete(key) {
      await drawing.get(key)?.catch(() => undefined)
      await Promise.all([removeIfThere(pathOf(key)), removeIfThere(thumbnailOf(key))])
    },
  }
}

/** A key is part of a path, so it must be nothing but a hash. */
const checked = (key: MediaKey): MediaKey => (/^[0-9a-f]{64}$/.test(key) ? key : notFound())

const notFound = (): never => {
  throw new AppError('not_found', 'no such file', 'This file is not here any more.')
}

const prepare = async (unfinished: string): Promise<void> => {
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const old = Date.now() - leftoverAfterMs
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name)
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
    if (modified !== null && modified < old) await removeIfThere(path)
  }
}

/** Null where there is none. */
const bytesAt = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  )

/** Opened before it is given, so that a missing file is known at once. Null where there is none. */
const read = async (path: string, range?: { start: number; end: number }): Promise<Readable | null> => {
  try {
    return (await open(path)).createReadStream(range)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
