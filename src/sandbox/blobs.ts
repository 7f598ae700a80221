import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The bytes of files, by their hash. */
export interface Blobs {
  put(bytes: Buffer): string
  get(key: string): Buffer
}

export function openBlobs(folder?: string): Blobs {
  return folder ? onDisk(folder) : inMemory()
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function inMemory(): Blobs {
  const all = new Map<string, Buffer>()
  return {
    put(bytes) {
      const key = hash(bytes)
      all.set(key, bytes)
      return key
    },
    get: key => all.get(key) ?? Buffer.alloc(0),
  }
}

function onDisk(folder: string): Blobs {
  mkdirSync(folder, { recursive: true })
  return {
    put(bytes) {
      const key = hash(bytes)
      const path = join(folder, key)
      if (existsSync(path)) return key
      writeFileSync(`${path}.new`, bytes, { mode: 0o600 })
      renameSync(`${path}.new`, path)
      return key
    },
    get: key => readFileSync(join(folder, key)),
  }
}
