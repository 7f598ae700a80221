import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, RemoteChat } from '../../../src/channels/channel.ts'
import type { CustomerPhone } from '../../../src/sandbox/telegram/contract.ts'
import { outgoingFile } from '../../support/outgoing-file.ts'
import { type RecordingInlet, recordingInlet } from '../../support/recording-inlet.ts'
import { telegram } from './rig.ts'

let rig: Awaited<ReturnType<typeof telegram>>
let inlet: RecordingInlet
let channel: Channel
let sara: CustomerPhone
let to: RemoteChat

const calls = (method: string) => rig.api.journal.filter(call => call.method === method)
const photoOf = (content: Buffer) => outgoingFile({ kind: 'photo', name: 'cup.jpg', mime: 'image/jpeg', content })
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()

beforeEach(async () => {
  rig = await telegram()
  inlet = recordingInlet()
  sara = rig.customer('سارا')
  to = { chat: String(sara.id) }
  sara.start()
  channel = rig.channel()
  await channel.open(inlet)
  await inlet.event('started')
})
afterEach(async () => {
  await channel.close()
  await rig.api.close()
})

describe('a file for a customer', () => {
  it('is shown as a photo where it is one', async () => {
    const file = photoOf(await picture(40, 30))
    await channel.send(to, { kind: 'file', file, caption: 'فنجان' }, 'k')
    expect(await sara.next()).toMatchObject({ text: 'فنجان', files: [{ as: 'photo' }] })
  })

  it.each([
    ['cannot be read', async () => Buffer.from('no picture')],
    ['is too long for Telegram', () => picture(2100, 100)],
  ])('goes as a document where the photo %s', async (_, content) => {
    const file = photoOf(await content())
    await channel.send(to, { kind: 'file', file, caption: 'فنجان' }, 'k')
    expect(await sara.next()).toMatchObject({ text: 'فنجان', files: [{ as: 'document', name: 'cup.jpg' }] })
    expect(calls('sendPhoto')[0]?.status).toBe(400)
  })

  it('goes as a document in an album too', async () => {
    const files = [photoOf(await picture(40, 30)), photoOf(Buffer.from('no picture'))]
    const { ids } = await channel.send(to, { kind: 'album', files }, 'k')
    const seen = [await sara.next(), await sara.next()]
    expect(seen.map(({ files: [file] }) => file?.as)).toEqual(['document', 'document'])
    expect(ids).toEqual(seen.map(({ id }) => String(id)))
  })

  it('is refused without asking Telegram where it is too large', async () => {
    const file = outgoingFile({ bytes: 50 * 1024 * 1024 + 1 })
    await expect(channel.send(to, { kind: 'file', file }, 'k')).rejects.toMatchObject({
      kind: 'refused',
      code: 'too_large',
    })
    expect(calls('sendDocument')).toEqual([])
  })

  it('can be tried again where it could not be read to its end, and nothing of it arrives', async () => {
    const broken = async function* () {
      yield Buffer.alloc(1_000)
      await new Promise(setImmediate)
      throw new Error('the disk is gone')
    }
    const file = outgoingFile({ open: async () => Readable.from(broken()) })
    await expect(channel.send(to, { kind: 'file', file }, 'k')).rejects.toMatchObject({ kind: 'unreachable' })
    expect(sara.messages().filter(({ from }) => from === 'bot')).toEqual([])
  })

  it('is refused where we do not have it', async () => {
    const file = outgoingFile({ open: () => Promise.reject(new Error('no such file')) })
    await expect(channel.send(to, { kind: 'file', file }, 'k')).rejects.toMatchObject({ kind: 'refused', code: 'gone' })
  })
})

describe('a message for a customer', () => {
  it('is held back for as long as Telegram asks, for that chat alone', async () => {
    rig.api.faults.next('sendMessage', {
      status: 429,
      description: 'Too Many Requests: retry after 99',
      retryAfter: 99,
    })
    const signal = new AbortController().signal
    const limited = { kind: 'limited', retryAfterMs: expect.any(Number) }
    await expect(channel.send(to, { kind: 'text', text: 'x' }, 'k')).rejects.toMatchObject(limited)
    await expect(channel.turn(to, 1, signal)).rejects.toMatchObject(limited)
    await expect(channel.turn({ chat: '77' }, 1, signal)).resolves.toBeUndefined()
  })

  it('may have gone where the answer is late, and is not sent twice by us', async () => {
    await channel.close()
    channel = rig.channel({ timings: { answerMs: 30 } })
    rig.api.faults.next('sendMessage', { delayMs: 100 })
    const sent = channel.send(to, { kind: 'text', text: 'x' }, 'k')
    await expect(sent).rejects.toMatchObject({ kind: 'unknown', code: 'timeout' })
    await sara.next()
    expect(calls('sendMessage')).toHaveLength(1)
  })

  it('that is on its way is waited for when the channel closes', async () => {
    rig.api.faults.next('sendMessage', { delayMs: 50 })
    const sent = channel.send(to, { kind: 'text', text: 'x' }, 'k')
    await channel.close()
    expect(sara.messages().at(-1)).toMatchObject({ from: 'bot', text: 'x' })
    await expect(sent).resolves.toEqual({ ids: [String(sara.messages().at(-1)?.id)] })
  })

  it('is announced by "typing…"', async () => {
    await channel.typing(to)
    expect(calls('sendChatAction')).toMatchObject([{ chatId: sara.id, status: 200, payload: { action: 'typing' } }])
  })
})

describe('a file of a customer', () => {
  const sent = async (options: { claimedBytes?: number } = {}) => {
    sara.send('document', { bytes: Buffer.from('content'), name: 'a.pdf', ...options })
    const { files } = await inlet.event('message')
    return files[0]!
  }

  it('is fetched again by a new path where the old one is gone', async () => {
    const file = await sent()
    rig.api.faults.next('file', { status: 404, description: 'Not Found' })
    expect((await buffer(await channel.download(file))).toString()).toBe('content')
    expect(calls('getFile')).toHaveLength(2)
  })

  it('is gone where the new path is gone too', async () => {
    const file = await sent()
    rig.api.faults.next('file', { status: 404, description: 'Not Found' }, 2)
    await expect(channel.download(file)).rejects.toMatchObject({ kind: 'refused', code: 'gone' })
  })

  it('is too large where Telegram does not give it out, whether or not that was said before', async () => {
    const { token, ...file } = await sent({ claimedBytes: 25 * 1024 * 1024 })
    expect(file.bytes).toBe(25 * 1024 * 1024)
    const tooLarge = { kind: 'refused', code: 'too_large' }
    await expect(channel.download({ token, ...file })).rejects.toMatchObject(tooLarge)
    expect(calls('getFile')).toEqual([])
    await expect(channel.download({ token })).rejects.toMatchObject(tooLarge)
  })

  it('can be asked for again where the network fails', async () => {
    const file = await sent()
    rig.api.faults.next('getFile', { dropAnswer: true })
    await expect(channel.download(file)).rejects.toMatchObject({ kind: 'unreachable' })
    rig.api.faults.next('file', { dropAnswer: true })
    await expect(channel.download(file)).rejects.toMatchObject({ kind: 'unreachable' })
    expect((await buffer(await channel.download(file))).toString()).toBe('content')
  })

  it('is named by a token that holds no address and no secret', async () => {
    const { token } = await sent()
    expect(token).not.toContain(rig.bot.token)
    expect(token).toMatch(/^[\w-]+$/)
  })
})
