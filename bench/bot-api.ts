/** A process that answers as Telegram's Bot API does to what the service asks, with little work of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'

const SILENT = /sendMessage|getFile|getUserProfilePhotos/
const photo = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#a8763e' } })
  .jpeg()
  .toBuffer()
let messages = 1_000_000

function answerTo(bot: string, method: string, payload: { secret_token?: string; file_id?: string }): unknown {
  switch (method) {
    case 'getMe':
      return { id: 1, is_bot: true, first_name: 'Shenava', username: 'shenava_bot' }
    case 'setWebhook':
      process.send?.({ [bot.split(':')[0] ?? '']: payload.secret_token })
      return true
    case 'getUserProfilePhotos':
      return { total_count: 0, photos: [] }
    case 'getFile':
      return { file_id: payload.file_id, file_unique_id: 'u', file_path: 'photos/file_1.jpg' }
    case 'sendMessage':
      return { message_id: ++messages, date: 0, chat: { id: 1, type: 'private' } }
    default:
      return true
  }
}

const server = createServer((request, response) => {
  const [, bot = '', method = ''] = request.url?.split('/') ?? []
  if (bot === 'file') return void response.setHeader('content-type', 'image/jpeg').end(photo)
  let body = ''
  request.on('data', chunk => {
    body += chunk
  })
  request.on('end', () => {
    // A bot whose number begins with 2 gets no answer, so that its service has nothing to do but to receive.
    if (bot.startsWith('bot2') && SILENT.test(method)) return
    const result = answerTo(bot, method, JSON.parse(body || '{}'))
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }))
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
