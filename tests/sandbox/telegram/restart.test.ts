import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startBotApi } from '../../../src/sandbox/telegram/server.ts'
import { client, type WireUpdate } from './start.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a restart, even after a line cut short, keeps bots, people, files, numbers and what was not confirmed', async () => {
  const journalFile = join(folder, 'telegram.jsonl')
  const before = await startBotApi({ journalFile })
  const bot = before.bot()
  const sara = before.customer(bot, { firstName: 'سارا', languageCode: 'fa' })
  sara.say('confirmed')
  const [first] = await client(before, bot)<WireUpdate[]>('getUpdates', {})
  await client(before, bot)('getUpdates', { offset: first!.update_id + 1 })
  const last = sara.send('photo', { bytes: Buffer.from('photo') }, { caption: 'در راه' })
  await before.close()
  appendFileSync(journalFile, '["people","1",{"firstNa')

  const after = await startBotApi({ journalFile })
  const again = after.bot()
  expect(again).toEqual(bot)
  const [person] = after.customers(again)
  expect(person?.messages().map(({ text, fetched }) => [text, fetched])).toEqual([
    ['confirmed', true],
    ['در راه', false],
  ])
  expect(after.file(again, person!.messages()[1]!.files[0]!.fileId)?.bytes.toString()).toBe('photo')
  expect(person!.say('new')).toBe(last + 1)
  const pending = await client(after, again)<WireUpdate[]>('getUpdates', {})
  expect(pending.map(({ update_id }) => update_id - first!.update_id)).toEqual([1, 2])
  expect(after.customer(again, { id: person!.id, firstName: 'x' })).toBe(person)
  await after.close()
})
