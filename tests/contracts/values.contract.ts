import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import type { Engine } from '../../src/storage/engine.ts'
import type { NewFile } from '../../src/storage/tables.ts'
import type { TestDatabase, TestEngine } from '../support/databases.ts'
import { storedThread } from '../support/stored.ts'

/** What is stored comes back as it was. */
export function valuesContract({ name, create }: TestEngine): void {
  describe(`a value on ${name}`, () => {
    let database: TestDatabase
    let store: Engine
    beforeAll(async () => {
      database = await create()
      store = await database.open()
    })
    afterAll(() => database.drop())

    const said = 'سلام، کفش‌ها 📦 "q" \'s\' \\ \n ۱۲۳ é'

    it('of text and of JSON keeps every script, quote and null', async () => {
      const value = { said, deep: [1, { ok: true, none: null }], big: 2 ** 40, "it's": '"' }
      await store.write('worker:v', tx => tx.settings.set('value', value))
      expect(await store.read.settings.get('value')).toEqual(value)
      const id = await storedThread(store)
      await store.write(id, tx => tx.threads.update(id, { lastText: said, bot: null }))
      expect(await store.read.threads.byId(id)).toMatchObject({ lastText: said, bot: null, topic: null })
    })

    it('of time keeps the millisecond, of bytes all up to petabytes, of a flag both', async () => {
      const at = new Date('2026-03-20T20:29:59.987Z')
      const row: NewFile = {
        id: newId('fil'),
        position: 0,
        kind: 'photo',
        state: 'pending',
        bytes: 2 ** 51,
        dueAt: at,
        createdAt: at,
      }
      await store.write('worker:v', tx => tx.files.add(row))
      const [file] = await store.read.files.byIds([row.id])
      expect(file).toMatchObject({ bytes: 2 ** 51, dueAt: at, leasedUntil: null, attempts: 0 })
      expect(await store.read.files.nextDue(at)).toEqual(at)
      const agent = { id: 'a1', name: 'Mina', email: 'mina@example.com', createdAt: at, updatedAt: at }
      const [made] = await store.unit('worker:v', ({ db, tables }) =>
        db
          .insert(tables.agents)
          .values({ ...agent, emailVerified: true })
          .returning(),
      )
      expect(made).toEqual({ ...agent, emailVerified: true, image: null, role: 'agent' })
    })

    it('inside JSON is found by its member, as text', async () => {
      const { dialect, reader, tables } = store
      await store.write('worker:v', async tx => {
        await tx.settings.set('member-text', { order: 'AB-1', "it's": 'x' })
        await tx.settings.set('member-number', { order: 7 })
      })
      const found = (member: string, value: string) =>
        reader
          .select({ key: tables.settings.key })
          .from(tables.settings)
          .where(eq(dialect.member(tables.settings.value, member), value))
      expect(await found('order', 'AB-1')).toEqual([{ key: 'member-text' }])
      expect(await found('order', '7')).toEqual([{ key: 'member-number' }])
      expect(await found("it's", 'x')).toEqual([{ key: 'member-text' }])
    })

    it('that belongs to a customer goes when the customer goes', async () => {
      const id = await storedThread(store)
      const { customerId } = (await store.read.threads.byId(id))!
      await store.unit(`customer:${customerId}`, ({ db, tables }) =>
        db.delete(tables.customers).where(eq(tables.customers.id, customerId)).returning(),
      )
      expect(await store.read.threads.byId(id)).toBeNull()
    })
  })
}
