import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { telegramChannel } from '../../../src/channels/telegram/channel.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { keptLog } from './rig.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A Bot API that knows nothing but one person's pictures, and gives each file its own id as content. */
const withPictures = async (photos: { file_id: string; width: number }[][]) => {
  const server = createServer(async (request, response) => {
    const [, , method = ''] = request.url?.split('/') ?? []
    if (method === 'getUserProfilePhotos') return answer({ total_count: photos.length, photos })
    if (method === 'getFile') return answer({ file_path: JSON.parse(await text(request)).file_id })
    return response.end(request.url?.split('/').at(-1))
    function answer(result: object) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }))
    }
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return telegramChannel({ account: 'acc_telegram_1', token: '1:a', apiRoot, log: keptLog().log, clock: systemClock })
}

const small = { file_id: 'small', width: 60 }
const decent = { file_id: 'decent', width: 160 }
const large = { file_id: 'large', width: 640 }

it.each([
  ['the smallest that looks well', [[small, large, decent], [large]], 'decent'],
  ['the largest where all are small', [[small]], 'small'],
])("gives a person's newest picture: %s", async (_, photos, expected) => {
  const picture = await (await withPictures(photos)).picture('5012345678')
  expect(picture && (await text(picture))).toBe(expected)
})

it('gives none where a person shows none', async () => {
  expect(await (await withPictures([])).picture('5012345678')).toBeNull()
})
