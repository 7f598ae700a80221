import { createServer, type Server } from 'node:net'
import { TelegramError } from 'telegraf'
import { afterEach, describe, expect, it } from 'vitest'
import { telegramClient } from '../../../src/channels/telegram/client.ts'
import {
  callFailed,
  channelError,
  isNoPhoto,
  isUnchanged,
  isWrongToken,
} from '../../../src/channels/telegram/errors.ts'

const answer = (code: number, description: string, retry_after?: number) =>
  callFailed(
    'sendMessage',
    new TelegramError(
      { error_code: code, description, ...(retry_after && { parameters: { retry_after } }) },
      { method: 'sendMessage', payload: { text: 'کارت من ۶۰۳۷' } },
    ),
  )

describe('an answer of Telegram that is no success', () => {
  it.each([
    [400, 'Bad Request: chat not found', 'refused', 'not_found'],
    [400, 'Bad Request: message to edit not found', 'refused', 'not_found'],
    [400, 'Bad Request: message is too long', 'refused', 'invalid'],
    [400, "Bad Request: message can't be edited", 'refused', 'invalid'],
    [400, 'Bad Request: file is too big', 'refused', 'too_large'],
    [400, 'Bad Request: wrong file_id or the file is temporarily unavailable', 'refused', 'gone'],
    [403, 'Forbidden: bot was blocked by the user', 'refused', 'blocked'],
    [403, 'Forbidden: user is deactivated', 'refused', 'blocked'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'refused', 'blocked'],
    [413, 'Request Entity Too Large', 'refused', 'too_large'],
    [401, 'Unauthorized', 'unreachable', 'unauthorized'],
    [404, 'Not Found', 'unreachable', 'unauthorized'],
    [500, 'Internal Server Error', 'unknown', 'server'],
    [502, 'Bad Gateway', 'unknown', 'server'],
  ])('%i %s is %s, %s', (status, description, kind, code) => {
    expect(channelError(answer(status, description), 'send')).toMatchObject({ kind, code })
  })

  it('says how long to wait', () => {
    const limited = channelError(answer(429, 'Too Many Requests: retry after 7', 7), 'send')
    expect(limited).toMatchObject({ kind: 'limited', code: 'rate_limit', retryAfterMs: 7_000 })
    expect(channelError(answer(429, 'Too Many Requests'), 'send').retryAfterMs).toBe(5_000)
  })

  it('is told apart where we act on it ourselves', () => {
    expect(isUnchanged(answer(400, 'Bad Request: message is not modified: specified new …'))).toBe(true)
    expect(isUnchanged(answer(400, 'Bad Request: chat not found'))).toBe(false)
    expect(isNoPhoto(answer(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'))).toBe(true)
    expect(isNoPhoto(answer(400, 'Bad Request: IMAGE_PROCESS_FAILED'))).toBe(true)
    expect(isNoPhoto(answer(400, 'Bad Request: chat not found'))).toBe(false)
    expect([isWrongToken(answer(401, 'Unauthorized')), isWrongToken(answer(404, 'Not Found'))]).toEqual([true, true])
  })
})

describe('what is told of a failure', () => {
  it('holds neither the words of a customer nor the text that was sent', () => {
    const failure = channelError(answer(400, 'Bad Request: unsupported tag "رمز من ۱۲۳۴" at 5'), 'send')
    expect(failure.message).toBe('sendMessage: 400 Bad Request: unsupported tag …')
    expect(JSON.stringify(failure)).not.toContain('کارت')
    expect(failure.cause).toBeUndefined()
  })

  it('holds no number as long as a phone, a chat or a token', () => {
    expect(channelError(answer(400, 'Bad Request: user 989121234567 of سارا'), 's').message).not.toMatch(/98912|سارا/)
  })

  it('holds no token where the network fails', async () => {
    const client = telegramClient({ token: '123:SECRET', apiRoot: 'http://127.0.0.1:1' })
    const failed = await client.call('getMe', {}, { timeoutMs: 5_000 }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'CallFailed', message: 'getMe: ECONNREFUSED' })
    expect(String((failed as Error).stack)).not.toContain('SECRET')
  })
})

describe('a network that fails', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })
  /** What becomes of a call to a server that does that with each connection. */
  const calling = async (protocol: 'http' | 'https', serve: Parameters<typeof createServer>[1], connectMs?: number) => {
    const server = createServer(serve)
    servers.push(server)
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const client = telegramClient({
      token: '1:a',
      apiRoot: `${protocol}://127.0.0.1:${port}`,
      ...(connectMs && { connectMs }),
    })
    return client.call('sendMessage', { text: 'x' }, { timeoutMs: 200 }).catch(error => channelError(error, 'send'))
  }

  it('sent nothing where nobody listens', async () => {
    const client = telegramClient({ token: '1:a', apiRoot: 'http://127.0.0.1:1' })
    const failed = await client
      .call('sendMessage', {}, { timeoutMs: 5_000 })
      .catch(error => channelError(error, 'send'))
    expect(failed).toMatchObject({ kind: 'unreachable', code: 'network' })
  })

  it('may have sent it where the answer was cut off', async () => {
    const failed = await calling('http', socket => socket.once('data', () => socket.destroy()))
    expect(failed).toMatchObject({ kind: 'unknown', code: 'network' })
  })

  it('may have sent it where no answer came in time', async () => {
    const failed = await calling('http', socket => socket.on('error', () => {}).resume())
    expect(failed).toMatchObject({ kind: 'unknown', code: 'timeout' })
  })

  it('may have sent it where the answer cannot be read', async () => {
    const failed = await calling('http', socket => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<html>'))
    })
    expect(failed).toMatchObject({ kind: 'unknown' })
  })

  it('sent nothing where the connection was never secured, as behind a filter', async () => {
    const failed = await calling('https', socket => socket.on('error', () => {}).resume(), 50)
    expect(failed).toMatchObject({ kind: 'unreachable', code: 'network' })
  })

  it('sent nothing where the connection was cut before it was secured', async () => {
    const failed = await calling('https', socket => socket.once('data', () => socket.destroy()))
    expect(failed).toMatchObject({ kind: 'unreachable', code: 'network' })
  })
})
