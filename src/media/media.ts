import type { Readable } from 'node:stream'

/** `sha256` in hex: the name of the content, so the same picture is kept once. */
export type MediaKey = string

export interface StoredFile {
  key: MediaKey
  bytes: number
  /** What the bytes say, never what somebody claimed. `application/octet-stream` where they say nothing. */
  mime: string
  width?: number
  height?: number
}

/** Content-addressed files. Knows nothing of messages. */
export interface MediaStore {
  /** Keeps the content under its hash, whole or not at all. @throws AppError `too_large` past `limit.bytes` */
  put(content: Readable, limit: { bytes: number }): Promise<StoredFile>
  /** All of it, or the bytes from `start` to `end`, both included. @throws AppError `not_found` */
  open(key: MediaKey, range?: { start: number; end: number }): Promise<Readable>
  /** A small re-encoded picture (WebP, at most 480 pixels a side, no metadata), made at first asking; null where it is no picture. */
  thumbnail(key: MediaKey): Promise<Readable | null>
  delete(key: MediaKey): Promise<void>
}
