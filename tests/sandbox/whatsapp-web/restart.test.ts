import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { barePage, linkedPage, start, wireText } from './bare-page.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a restart keeps phones, customers, chats, files, linked devices and what they were not yet handed', async () => {
  const stateFile = join(folder, 'whatsapp.jsonl')
  const before = await start({ stateFile })
  const phone = before.phone('5511900000001', { pushname: 'Padaria Azul' })
  const ana = phone.customer('5511988887777', { pushname: 'Ana', lid: '123', picture: Buffer.from('face') })
  const { page, device } = await linkedPage(before, phone.number)
  const read = ana.text('lida')
  page.send({ t: 'pushack', seq: (await page.frame('push')).seq })
  await page.ask('sendMsg', { msg: wireText(ana.wid(), '3EB01', 'resposta') })
  ana.react('3EB01', '👍')
  await page.close()
  ana.image(Buffer.from('photo'), { caption: 'perdida' })
  const shown = ana.messages()
  await before.close()

  const after = await start({ stateFile })
  const [again] = after.phones()
  const [same] = again!.customers()
  expect([same?.pushname, same?.lid, again?.devices]).toEqual(['Ana', '123', [device]])
  expect(same?.messages()).toEqual(shown)
  expect(after.file(shown[2]!.files[0]!.fileId)?.bytes.toString()).toBe('photo')
  expect(again?.sent.map(({ body }) => body)).toEqual(['resposta'])
  const back = await barePage(after, device, page.keys)
  const welcome = await back.frame('welcome')
  expect([welcome.me.pushname, welcome.chats[0]?.msgs.map(({ id }) => id.id)]).toEqual(['Padaria Azul', ['3EB01']])
  back.send({ t: 'welcomed' })
  const missed = [await back.frame('push'), await back.frame('push')]
  expect(missed.map(({ op }) => op)).toEqual(['reaction', 'msg'])
  expect(await back.ask('picture', { id: ana.wid() })).not.toBeNull()
  const earlier = await back.ask('loadEarlier', { chat: ana.wid(), have: [`true_${ana.wid()}_3EB01`] })
  expect(earlier.map(({ id }) => id.id)).toEqual([read.id])
  expect(same?.text('nova').id).not.toBe(read.id)
})
