import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { guarded } from '../../src/storage/engine.ts'
import { nameOfQuery, StoreError, withoutWords } from '../../src/storage/errors.ts'
import type { Queries } from '../../src/storage/store.ts'

describe('a failure of the database', () => {
  const words = 'کفش پاره'
  const driver = Object.assign(new Error(`Key (text)=(${words}) already exists`), {
    code: '23505',
    constraint: 'messages_id',
  })
  const failed = new DrizzleQueryError('insert into "messages" ("text") values ($1)', [words], driver)

  it('says which statement was refused and why, and none of the words in it', () => {
    const told = withoutWords(failed)
    expect(told).toMatchObject({ code: '23505', query: 'insert messages', constraint: 'messages_id', duplicate: true })
    expect(told).toHaveProperty('message', 'The database refused insert messages (23505 messages_id)')
    expect(told).toHaveProperty('stack', expect.stringContaining('errors.test.ts'))
    expect(`${JSON.stringify(told)} ${(told as Error).stack}`).not.toContain(words)
    expect(told).not.toHaveProperty('cause')
  })

  it('of a read holds no words either', async () => {
    const queries = { messages: { byId: () => Promise.reject(failed) } } as unknown as Queries
    await expect(guarded(queries).messages.byId('msg_1')).rejects.toBeInstanceOf(StoreError)
  })

  it('is all that is rewritten: what the work itself threw stays as it is', () => {
    for (const error of [new AppError('taken', 'taken by a2'), new TypeError('x is undefined'), 'a word', null]) {
      expect(withoutWords(error)).toBe(error)
    }
  })

  it.each([
    ['select "a" from "threads" where "x" = $1', 'select threads'],
    ['update `messages` set `text` = ?', 'update messages'],
    ['delete from "outbox"', 'delete outbox'],
    ['commit', 'commit'],
  ])('%s is named %s', (text, name) => {
    expect(nameOfQuery(text)).toBe(name)
  })
})
