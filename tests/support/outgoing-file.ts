import { Readable } from 'node:stream'
import type { OutgoingFile } from '../../src/channels/channel.ts'

/** A file of ours on its way out; `content` may be larger than `bytes` says, or fail. */
export const outgoingFile = (given: Partial<OutgoingFile> & { content?: Buffer } = {}): OutgoingFile => {
  const { content = Buffer.from('content'), ...file } = given
  return {
    id: 'fil_1',
    kind: 'document',
    name: 'file.bin',
    mime: 'application/octet-stream',
    bytes: content.length,
    open: async () => Readable.from([content]),
    ...file,
  }
}
