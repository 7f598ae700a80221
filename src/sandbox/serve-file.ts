import type { FastifyReply } from 'fastify'
import { cleanFileName } from '../text/names.ts'
import { problem } from './problem.ts'

/** Shown in the page as what they are; everything else is only ever saved. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/(ogg|mpeg|webm|mp4)|video\/(mp4|webm))$/

export function serveFile(reply: FastifyReply, file: { bytes: Buffer; mime: string; name: string } | null) {
  if (!file) return problem(reply, 404, 'There is no such file.')
  const shown = SHOWN.test(file.mime)
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=86400')
    .header(
      'content-disposition',
      `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(cleanFileName(file.name, 'file'))}`,
    )
  return reply.type(shown ? file.mime : 'application/octet-stream').send(file.bytes)
}
