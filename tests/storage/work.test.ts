import { setTimeout as delay } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Writes } from '../../src/storage/database.ts'
import * as tables from '../../src/storage/schema.sqlite.ts'
import { benchOf, worksOfStore } from '../../src/storage/work.ts'

describe('work that does not end', () => {
  it('is given up after its time, and can change nothing any more', async () => {
    const connection = new BetterSqlite(':memory:')
    connection.exec('create table settings (key text primary key, value text)')
    const bench = benchOf(
      worksOfStore(),
      tables,
      logger => drizzle({ client: connection, logger }) as unknown as Writes,
    )
    let after: unknown
    const endless = bench.run(
      async ({ changes }) => {
        await delay(40)
        after = await Promise.resolve(changes.settings.set('late', 1)).catch(error => error)
      },
      { limitMs: 10 },
    )
    await expect(endless).rejects.toThrow('not done after 10 ms')
    await expect.poll(() => after).toMatchObject({ message: expect.stringContaining('outside its write') })
    expect(connection.prepare('select count(*) from settings').pluck().get()).toBe(0)
    connection.close()
  })
})
