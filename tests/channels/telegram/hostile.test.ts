import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { telegramChannel } from '../../../src/channels/telegram/channel.ts'
import { convertIn } from '../../../src/channels/telegram/convert-in.ts'
import { systemClock } from '../../../src/domain/clock.ts'
import { recordingInlet } from '../../support/recording-inlet.ts'
import { keptLog } from './rig.ts'
import * as given from './updates.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A Bot API that answers each method as the test says, and any other address by `file`. */
async function botApi(results: Record<string, () => unknown>, file: (response: ServerResponse, path: string) => void) {
  const asked: string[] = []
  const apiRoot = await serve(async (request, response) => {
    await text(request)
    const path = request.url ?? ''
    asked.push(path)
    const method = /^\/bot1:a\/(\w+)/.exec(path)?.[1] ?? ''
    const result = results[method]
    if (!result) return file(response, path)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, result: await result() }))
  })
  const timings = { brokenMs: 20, backoffMs: [5, 10], stuckMs: 50 } as const
  const { log } = keptLog()
  const channel = telegramChannel({
    account: 'acc_telegram_1',
    token: '1:a',
    apiRoot,
    log,
    clock: systemClock,
    timings,
  })
  closing.push(() => channel.close())
  return { channel, asked }
}

describe('a Bot API that is not what it should be', () => {
  it('leads a download to no other host', async () => {
    let reached = 0
    const inner = await serve((_request, response) => {
      reached += 1
      response.end('a secret of this network')
    })
    const path = { value: 'photos/1.jpg' }
    const { channel } = await botApi({ getFile: () => ({ file_path: path.value }) }, response =>
      response.writeHead(302, { location: `${inner}/secret` }).end(),
    )
    await expect(channel.download({ token: 'f' })).rejects.toMatchObject({ kind: 'unreachable' })
    expect(reached).toBe(0)
  })

  it.each([
    '../../../etc/passwd',
    'https://evil.test/x',
    '//evil.test/x',
    '\\\\evil.test\\x',
    '@evil.test/x',
    '?a=b#c',
  ])('is asked for the file %s itself, where it is, and nobody else', async file_path => {
    const { channel, asked } = await botApi({ getFile: () => ({ file_path }) }, (response, path) => response.end(path))
    expect(await text(await channel.download({ token: 'f' }))).toBe(asked.at(-1))
    expect(asked).toHaveLength(2)
  })

  it('brings updates that cannot be told apart: those that can are received', async () => {
    const inlet = recordingInlet()
    const good = given.messageUpdate({ text: 'hello' })
    const batches = [[{ update_id: 'seven' }, null, { ...good, update_id: 7 }, { message: {} }]]
    const offsets: number[] = []
    const { channel } = await botApi(
      {
        getMe: () => ({ id: 1, is_bot: true, first_name: 'Shop' }),
        deleteWebhook: () => true,
        getUpdates: () => {
          offsets.push(offsets.length)
          return batches.shift() ?? new Promise(resolve => setTimeout(resolve, 50, []))
        },
      },
      response => response.end(),
    )
    await channel.open(inlet)
    expect(await inlet.event('message')).toMatchObject({ text: 'hello' })
    await inlet.reaches('online')
  })

  it('is asked again and again, but not without a pause, where it brings nothing else', async () => {
    const inlet = recordingInlet()
    let polls = 0
    const { channel } = await botApi(
      {
        getMe: () => ({ id: 1, is_bot: true, first_name: 'Shop' }),
        deleteWebhook: () => true,
        getUpdates: () => {
          polls += 1
          return [{ update_id: 'seven' }]
        },
      },
      response => response.end(),
    )
    await channel.open(inlet)
    await inlet.reaches('reconnecting')
    expect(polls).toBeLessThan(5)
  })
})

describe('an update nobody expects', () => {
  const now = new Date('2026-03-21T09:00:00Z')

  it('keeps only sizes a database can keep', () => {
    const [event] = convertIn(
      given.messageUpdate({ video: { ...given.video, width: 1e12, height: -5, duration: 1e300 } }),
      now,
    )
    expect(event).toMatchObject({ kind: 'message', files: [{ kind: 'video' }] })
    expect(JSON.stringify(event)).not.toMatch(/width|height|duration/)
  })

  it('of a button without a value is kept as what it is', () => {
    const press = {
      id: '9',
      from: given.sara,
      message: { message_id: 5, date: 1, chat: given.chat },
      game_short_name: 'x',
    }
    expect(convertIn({ update_id: 8, callback_query: press }, now)).toMatchObject([
      { kind: 'message', chat: String(given.chat.id), unsupported: 'callback_query' },
    ])
  })
})
