import { expect, it } from 'vitest'
import type { Described } from '../../src/sandbox/routes.ts'
import { picture } from '../../src/sandbox/samples/pictures.ts'
import { servePage } from './page.ts'
import { sandboxWithSara } from './telegram/start.ts'

async function page() {
  const sandbox = await sandboxWithSara()
  const served = await servePage(sandbox.api, sandbox.bot)
  const people = async () => (await served.state()).people
  return { ...sandbox, ...served, people }
}

const texts = (person: Described | undefined) => person?.messages.map(({ text }) => text)

it('the page makes a customer, who starts, writes, edits and is seen with what they said', async () => {
  const { send, people } = await page()
  const answer = await send('customers', { firstName: 'پریسا', languageCode: 'fa' })
  const made = (await answer.json()) as Described
  await send(`customers/${made.id}/start`, { payload: 'abc' })
  await send(`customers/${made.id}/say`, { text: 'سلام' })
  const last = (await people()).at(-1)?.messages.at(-1)
  await send(`customers/${made.id}/edit`, { messageId: last?.id, text: 'سلام!' })
  expect(texts((await people()).find(({ id }) => id === made.id))).toEqual(['/start abc', 'سلام!'])
})

it('photos go as an album, each made a JPEG as a phone would, and can be looked at', async () => {
  const { root, send, sara } = await page()
  const { bytes } = await picture('brokenCup')
  const content = bytes.toString('base64')
  const photo = { as: 'photo', name: 'a.jpg', content }
  const answer = await send(`customers/${sara.id}/send`, { files: [photo, photo], caption: 'دو عکس' })
  const album = sara.messages().slice(-2)
  expect([answer.status, album[0]?.text, album[0]?.mediaGroup]).toEqual([204, 'دو عکس', album[1]?.mediaGroup])
  const shown = await fetch(`${root}/sandbox/api/files/${album[0]?.files[0]?.fileId}`)
  expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
    'image/jpeg',
    'nosniff',
  ])
})

it('a page a customer sent as a file is saved, never shown', async () => {
  const { root, send, sara } = await page()
  const content = Buffer.from('<script>alert(1)</script>').toString('base64')
  await send(`customers/${sara.id}/send`, {
    files: [{ as: 'document', name: 'صفحه.html', mime: 'text/html', content }],
  })
  const saved = await fetch(`${root}/sandbox/api/files/${sara.messages().at(-1)?.files[0]?.fileId}`)
  expect(saved.headers.get('content-type')).toBe('application/octet-stream')
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment/)
})

it('a file is saved under a name that can be written, whatever its sender called it', async () => {
  const { root, send, sara } = await page()
  const content = Buffer.from('x').toString('base64')
  await send(`customers/${sara.id}/send`, { files: [{ as: 'document', name: '../\ud800\u202etxt.exe', content }] })
  const saved = await fetch(`${root}/sandbox/api/files/${sara.messages().at(-1)?.files[0]?.fileId}`)
  expect(saved.status).toBe(200)
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%]+\.exe$/)
})

it('what the bot says, does and answers comes live', async () => {
  const { live, call, sara } = await page()
  const { hears, stop } = await live()
  await call('sendChatAction', { chat_id: sara.id, action: 'typing' })
  await call('sendMessage', { chat_id: sara.id, text: 'سلام' })
  const heard = await hears('سلام')
  stop()
  expect(heard).toContain(`data: {"kind":"action","person":${sara.id},"action":"typing"}`)
})

it('another site may not write', async () => {
  const { root, send, sara } = await page()
  const say = (origin: string) => send(`customers/${sara.id}/say`, { text: 'x' }, { origin })
  expect((await say('https://evil.example')).status).toBe(403)
  expect((await say('null')).status).toBe(403)
  expect((await say(root)).status).toBe(204)
  expect(sara.messages()).toHaveLength(2)
})

it.each([
  ['say', { text: '  ' }, 'Write something first.'],
  ['send', { files: [{ as: 'photo', name: 'a.txt', content: 'bm8=' }] }, 'a.txt is not a picture.'],
  ['press', { messageId: 1, label: 'هیچ' }, 'No button "هیچ" under message 1'],
  ['fly', {}, 'A customer cannot do that.'],
])('what cannot be done is said in a sentence: %s', async (deed, body, sentence) => {
  const { send, sara } = await page()
  const answer = await send(`customers/${sara.id}/${deed}`, body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ title: expect.stringContaining(sentence) })
})
