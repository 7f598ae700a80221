import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chores } from '../../src/api/chores.ts'
import { rangeOf } from '../../src/api/range.ts'
import type { FileView, MessageView } from '../../src/api/schemas/messages.ts'
import { diskMedia } from '../../src/media/disk.ts'
import { picture } from '../media/samples.ts'
import { type Client, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let agent: Client
beforeAll(async () => {
  api = await startApi()
  agent = await api.as('agent')
})
afterAll(() => api.close())

function upload(content: Buffer, name = 'file.bin', who = agent, key?: string) {
  const boundary = 'a-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`
  return who({
    method: 'POST',
    url: '/api/files',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(key && { 'idempotency-key': key }),
    },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}
const uploaded = async (content: Buffer, name?: string) => (await upload(content, name)).json<FileView>()
const folders = async () => (await readdir(join(api.folder, 'media'))).filter(name => name.length === 2)

describe('an upload', () => {
  it('is what its bytes say, whatever its name and sender say', async () => {
    const photo = await uploaded(await picture('jpeg'), '../../etc/passwd\u202Egpj.exe')
    expect(photo).toMatchObject({ kind: 'photo', state: 'stored', mime: 'image/jpeg', width: 40, height: 30 })
    expect(photo.name).not.toMatch(/[/\u202E]/)
    const page = await uploaded(Buffer.from('<script>alert(1)</script>'), 'picture.png')
    expect(page).toMatchObject({ kind: 'document', mime: 'application/octet-stream' })
  })

  it('goes with the message that takes it', async () => {
    const { id } = await uploaded(await picture('png'), 'receipt.png')
    const threadId = await api.customerSays('hello')
    const answer = await agent({
      method: 'POST',
      url: `/api/threads/${threadId}/messages`,
      payload: { text: 'see here', files: [id] },
    })
    expect(answer.statusCode).toBe(201)
    expect(answer.json<MessageView>().files).toMatchObject([{ id, name: 'receipt.png', mime: 'image/png' }])
  })

  it('is refused past 50 MB and leaves nothing behind', async () => {
    const before = await folders()
    const answer = await upload(Buffer.alloc(50 * 1024 * 1024 + 1))
    expect(answer.json()).toMatchObject({ status: 413, code: 'too_large' })
    expect(await folders()).toEqual(before)
    expect(await readdir(join(api.folder, 'media', 'tmp'))).toEqual([])
  })

  it('needs a file', async () => {
    const none = await agent({ method: 'POST', url: '/api/files', payload: { file: 'x' } })
    expect(none.json()).toMatchObject({ status: 400, code: 'invalid' })
    expect((await upload(Buffer.alloc(0))).json()).toMatchObject({ status: 400, code: 'invalid' })
    const broken = await agent({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: 'not multipart at all',
    })
    expect(broken.json()).toMatchObject({ status: 400, code: 'invalid' })
  })

  it('that breaks off is refused, not kept as far as it came', async () => {
    const before = await folders()
    const broken = await agent({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of a fi',
    })
    expect(broken.json()).toMatchObject({ status: 400, code: 'invalid' })
    expect(await folders()).toEqual(before)
  })

  it('that nobody sent is gone after a day, unless its content is kept for others', async () => {
    const lonely = await uploaded(Buffer.from('nobody sends this'))
    const shared = await uploaded(Buffer.from('somebody sends this'))
    const twin = await uploaded(Buffer.from('somebody sends this'))
    const threadId = await api.customerSays('hello')
    await agent({ method: 'POST', url: `/api/threads/${threadId}/messages`, payload: { files: [twin.id] } })
    await api.clock.advance(23 * 3_600_000)
    const media = diskMedia(join(api.folder, 'media'))
    await chores({ ...api, media }).uploads()
    expect((await agent({ url: `/api/files/${lonely.key}` })).statusCode).toBe(200)
    await api.clock.advance(2 * 3_600_000)
    await chores({ ...api, media }).uploads()
    expect((await agent({ url: `/api/files/${lonely.key}` })).statusCode).toBe(404)
    await expect(media.open(lonely.key!)).rejects.toThrow()
    expect((await agent({ url: `/api/files/${shared.key}` })).body).toBe('somebody sends this')
  })
})

describe('a file', () => {
  it('is only shown where a browser merely draws it, and never runs with our session', async () => {
    const photo = await uploaded(await picture('png', 41), 'عکس.png')
    const shown = await agent({ url: `/api/files/${photo.key}` })
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
    expect(shown.headers['content-disposition']).toMatch(/^inline; .*filename\*=UTF-8''%D8%B9/)
    expect(shown.headers['content-security-policy']).toMatch(/^sandbox;/)
    const svg = await uploaded(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg')
    const saved = await agent({ url: `/api/files/${svg.key}` })
    expect(saved.headers['content-type']).toBe('application/octet-stream')
    expect(saved.headers['content-disposition']).toMatch(/^attachment; /)
  })

  it('has a small picture, and none where it is none', async () => {
    const photo = await uploaded(await picture('jpeg', 2_000, 1_000))
    const small = await agent({ url: `/api/files/${photo.key}?size=thumb` })
    expect(small.headers['content-type']).toBe('image/webp')
    expect(small.rawPayload.subarray(8, 12).toString()).toBe('WEBP')
    const text = await uploaded(Buffer.from('no picture'))
    expect((await agent({ url: `/api/files/${text.key}?size=thumb` })).statusCode).toBe(404)
  })

  it('can be had in parts, as players ask for it', async () => {
    const { key } = await uploaded(Buffer.from('0123456789-parts'))
    const part = (range: string) => agent({ url: `/api/files/${key}`, headers: { range } })
    const middle = await part('bytes=2-5')
    expect(middle.statusCode).toBe(206)
    expect(middle.body).toBe('2345')
    expect(middle.headers).toMatchObject({ 'content-range': 'bytes 2-5/16', 'content-length': '4' })
    expect((await part('bytes=11-')).body).toBe('parts')
    expect((await part('bytes=-5')).body).toBe('parts')
    const behind = await part('bytes=16-')
    expect([behind.statusCode, behind.headers['content-range']]).toEqual([416, 'bytes */16'])
    expect((await part('bytes=0-1,4-5')).statusCode).toBe(200)
  })

  it('is found by its key only', async () => {
    for (const key of ['..', '%2e%2e%2fshenava.db', 'A'.repeat(64), `${'a'.repeat(63)}`, 'tmp']) {
      expect([400, 404], key).toContain((await agent({ url: `/api/files/${key}` })).statusCode)
    }
    expect((await agent({ url: `/api/files/${'a'.repeat(64)}` })).json()).toMatchObject({ code: 'not_found' })
    const small = await agent({ url: `/api/files/${'a'.repeat(64)}?size=thumb` })
    expect(small.statusCode).toBe(404)
  })
})

describe('a file that is missing on the disk', () => {
  it('is not found for now: no browser keeps that answer', async () => {
    const { key } = await uploaded(Buffer.from('gone tomorrow'))
    await diskMedia(join(api.folder, 'media')).delete(key!)
    for (const headers of [{}, { range: 'bytes=0-1' }]) {
      const answer = await agent({ url: `/api/files/${key}`, headers })
      expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
      expect(answer.headers['cache-control'] ?? '').not.toContain('immutable')
      expect(answer.headers['content-disposition']).toBeUndefined()
      expect(answer.headers['content-range']).toBeUndefined()
    }
  })
})

describe('a range', () => {
  it.each([
    [undefined, null],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-999', { start: 0, end: 9 }],
    ['bytes=-20', { start: 0, end: 9 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['items=0-1', null],
    ['bytes=a-b', null],
  ])('%s of ten bytes is %o', (header, expected) => {
    expect(rangeOf(header, 10)).toEqual(expected)
  })
})
