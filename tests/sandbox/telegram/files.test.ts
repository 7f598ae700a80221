import sharp from 'sharp'
import { Input } from 'telegraf'
import { describe, expect, it } from 'vitest'
import { sandboxWithSara, type WireUpdate } from './start.ts'

const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#a33' } })
    .png()
    .toBuffer()

interface Size {
  file_id: string
  width: number
}

describe('files from the bot', () => {
  it('are uploaded once and sent again by their id', async () => {
    const { api, bot, call, sara } = await sandboxWithSara()
    const bytes = await picture()
    const photo = Input.fromBuffer(bytes, 'فنجان.png')
    const sent = await call<{ photo: Size[] }>('sendPhoto', { chat_id: sara.id, photo, caption: 'فنجان' })
    expect(sent.photo.map(({ width }) => width)).toEqual([90, 320, 800, 900])
    await call('sendPhoto', { chat_id: sara.id, photo: sent.photo.at(-1)?.file_id })
    const [first, second] = sara.messages().slice(-2)
    expect(first?.files).toEqual(second?.files)
    expect(api.file(bot, first!.files[0]!.fileId)?.bytes).toEqual(bytes)
  })

  it('come as an album of uploads and known files', async () => {
    const { call, sara } = await sandboxWithSara()
    const document = Input.fromBuffer(Buffer.from('یک'), 'one.txt')
    const known = await call<{ document: Size }>('sendDocument', { chat_id: sara.id, document })
    const media = [
      { type: 'document', media: Input.fromBuffer(Buffer.from('دو'), 'two.txt'), caption: 'دو فایل' },
      { type: 'document', media: known.document.file_id },
    ]
    await call('sendMediaGroup', { chat_id: sara.id, media })
    const album = sara.messages().slice(-2)
    expect(album.map(({ text, files }) => [text, files[0]?.name])).toEqual([
      ['دو فایل', 'two.txt'],
      ['', 'one.txt'],
    ])
    expect(album[0]?.mediaGroup).toBe(album[1]?.mediaGroup)
    const [single] = media
    await expect(call('sendMediaGroup', { chat_id: sara.id, media: [single] })).rejects.toThrow('2-10 items')
  })

  it('come as albums that are told apart, the customer’s and ours', async () => {
    const { call, sara } = await sandboxWithSara()
    const files = ['یک', 'دو'].map(text => ({ bytes: Buffer.from(text) }))
    const media = files.map(({ bytes }) => ({ type: 'document', media: Input.fromBuffer(bytes, 'a.txt') }))
    sara.album(files)
    sara.album(files)
    await call('sendMediaGroup', { chat_id: sara.id, media })
    const albums = sara.messages().slice(-6)
    expect(new Set(albums.map(({ mediaGroup }) => mediaGroup)).size).toBe(3)
  })

  it.each([
    [
      'bytes that are no picture',
      'sendPhoto',
      { photo: Input.fromBuffer(Buffer.from('no'), 'a.png') },
      '400: Bad Request: IMAGE_PROCESS_FAILED',
    ],
    [
      'a picture over 10 MB',
      'sendPhoto',
      { photo: Input.fromBuffer(Buffer.alloc(10 * 1024 * 1024 + 1), 'a.png') },
      '413: Request Entity Too Large',
    ],
    [
      'a file over 50 MB',
      'sendDocument',
      { document: Input.fromBuffer(Buffer.alloc(50 * 1024 * 1024 + 1), 'a') },
      '413: Request Entity Too Large',
    ],
    [
      'an id nobody gave',
      'sendPhoto',
      { photo: 'AgAC-no' },
      '400: Bad Request: wrong file identifier/HTTP URL specified',
    ],
    [
      'a caption over 1024 characters',
      'sendDocument',
      { document: 'x', caption: 'ج'.repeat(1025) },
      '400: Bad Request: message caption is too long',
    ],
  ])('are refused for %s', async (_what, method, payload, error) => {
    const { call, sara } = await sandboxWithSara()
    await expect(call(method, { chat_id: sara.id, ...payload })).rejects.toThrow(error)
  })

  it.each(['sendVoice', 'sendVideo', 'sendVideoNote', 'sendAudio', 'sendAnimation', 'sendSticker'])(
    '%s arrives',
    async method => {
      const { call, sara } = await sandboxWithSara()
      const as = method.slice(4).replace('Note', '_note').toLowerCase()
      await call(method, { chat_id: sara.id, [as]: Input.fromBuffer(Buffer.from('bytes'), 'a.bin') })
      expect((await sara.next()).files).toMatchObject([{ as, bytes: 5 }])
    },
  )
})

describe('files from a customer', () => {
  it('are downloaded as they were sent, and a photo also smaller', async () => {
    const { api, bot, call, sara } = await sandboxWithSara()
    const bytes = await picture()
    sara.send('photo', { bytes, width: 900, height: 600 }, { caption: 'شکسته' })
    const [update] = await call<WireUpdate[]>('getUpdates', { offset: -1 })
    const sizes = update!.message!.photo as Size[]
    const contents = await Promise.all(
      [sizes[0], sizes.at(-1)].map(async size => {
        const { file_path } = await call<{ file_path: string }>('getFile', { file_id: size?.file_id })
        return Buffer.from(await (await fetch(`${api.root}/file/bot${bot.token}/${file_path}`)).arrayBuffer())
      }),
    )
    expect(contents[1]).toEqual(bytes)
    expect(await sharp(contents[0]).metadata()).toMatchObject({ width: 90, height: 60, format: 'jpeg' })
  })

  it('over 20 MB arrive in name only', async () => {
    const { call, sara } = await sandboxWithSara()
    sara.send('video', { bytes: Buffer.from('x'), claimedBytes: 25 * 1024 * 1024 })
    const [update] = await call<WireUpdate[]>('getUpdates', { offset: -1 })
    const { file_id } = update!.message!.video as Size
    await expect(call('getFile', { file_id })).rejects.toThrow('400: Bad Request: file is too big')
  })
})
