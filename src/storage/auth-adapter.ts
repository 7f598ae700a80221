import type { LibraryAdapter } from './queries/auth.ts'
import type { Store } from './store.ts'

type Options = Parameters<LibraryAdapter>[0]
type Adapter = ReturnType<LibraryAdapter>
type Writing = 'create' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'consumeOne' | 'incrementOne'

/**
 * The accounts library's way to the database: each change is a write of its own, for SQLite has one writer and a
 * statement on the side would fall into another's transaction. Reads are committed data.
 */
export const authAdapter =
  (store: Store): LibraryAdapter =>
  options => {
    const within = <K extends Writing>(name: K) => writing(store, options, name)
    const adapter: Adapter = {
      ...store.read.auth.adapter(store.engine)(options),
      create: within('create'),
      update: within('update'),
      updateMany: within('updateMany'),
      delete: within('delete'),
      deleteMany: within('deleteMany'),
      consumeOne: within('consumeOne'),
      incrementOne: within('incrementOne'),
      transaction: work => work(adapter),
    }
    return adapter
  }

/** The library types each method with its own generics; one wrapper for all of them has to speak of them as plain functions. */
const writing = <K extends Writing>(store: Store, options: Options, name: K): Adapter[K] => {
  const run = (input: unknown) =>
    store.write('worker:auth', tx => {
      const method = tx.auth.adapter(store.engine)(options)[name] as (input: unknown) => Promise<unknown>
      return method(input)
    })
  return run as Adapter[K]
}
