import BetterSqlite from 'better-sqlite3'
import { isNothing, keptIn } from '../../tests/scenarios/kept.ts'
import { until } from './shop.ts'

/** Looks at the service's SQLite file while it has it open. */
export interface Kept {
  /** How many messages of customers are stored. */
  said(): number
  /** How many of their files are stored. */
  files(): number
  /** Resolves with the time at which all of these were stored, beside `before` others. Rejects where one is missing. */
  untilStored(ids: readonly string[], before: number): Promise<number>
  /** Resolves once nothing waits to be sent or fetched. */
  untilSettled(): Promise<void>
  close(): void
}

const STORED_MS = 180_000
const SETTLED_MS = 300_000

export function lookInto(database: string): Kept {
  const file = new BetterSqlite(database, { readonly: true })
  const count = file.prepare<[], number>(`select count(*) from messages where "from" = 'customer'`).pluck()
  const files = file.prepare<[], number>(`select count(*) from files where state = 'stored'`).pluck()
  const kept = keptIn(database)
  const said = () => count.get() ?? 0

  function lacking(ids: readonly string[]): string[] {
    const names = kept.remoteNames()
    return ids.filter(id => !names.has(id))
  }

  return {
    said,
    files: () => files.get() ?? 0,
    async untilStored(ids, before) {
      const missing = () => `${lacking(ids).length} of ${ids.length} messages are missing`
      const at = await until(() => said() >= before + ids.length, missing, STORED_MS)
      if (lacking(ids).length > 0) throw new Error(missing())
      return at
    },
    untilSettled: async () =>
      void (await until(
        () => isNothing(kept.unsettled()),
        () => `it did not come to rest: ${JSON.stringify(kept.unsettled())}`,
        SETTLED_MS,
      )),
    close: () => file.close(),
  }
}
