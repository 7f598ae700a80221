import type { Bytes, MediaOptions } from './contract.ts'
import { seconds } from './ids.ts'
import { storeFile, type World } from './world.ts'

export interface Medium {
  type: string
  mimetype: string
  name?: string | undefined
  stage?: MediaOptions['stage']
}

/** Stores the bytes; gives what a message says of its file. */
export function mediaAttributes(world: World, bytes: Bytes, { type, mimetype, name, stage }: Medium) {
  const file = storeFile(world, Buffer.from(bytes), { type, mimetype, name })
  return {
    type,
    mimetype,
    size: file.size,
    filehash: file.filehash,
    encFilehash: file.encFilehash,
    mediaKey: file.mediaKey,
    mediaKeyTimestamp: seconds(),
    directPath: file.directPath,
    deprecatedMms3Url: `https://mmg.whatsapp.net${file.directPath}`,
    ...(stage && { mediaStage: stage }),
  }
}
