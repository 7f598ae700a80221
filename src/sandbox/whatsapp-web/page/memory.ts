import { sleep } from './bytes.ts'
import { report } from './transport.ts'

/** How long the browser's database may take before the page goes on without, in ms. */
const PATIENCE = 3000

let database: IDBDatabase | null = null
let fallback: Record<string, unknown> = {}

/** What outlives the page: its keys, and which device it is. In IndexedDB, as the real page keeps it. */
export const memory = {
  async get<T>(name: string): Promise<T | undefined> {
    // Each name is written with one type of value, here.
    return (await attempt(
      'readonly',
      store => store.get(name),
      () => fallback[name],
    )) as T | undefined
  },
  async set(name: string, value: unknown): Promise<void> {
    fallback[name] = value
    await attempt('readwrite', store => store.put(value, name))
  },
  async clear(): Promise<void> {
    fallback = {}
    await attempt('readwrite', store => store.clear())
  },
}

async function attempt(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
  otherwise: () => unknown = () => undefined,
): Promise<unknown> {
  try {
    return await inTime(transaction(await open(), mode, work))
  } catch (error) {
    report('kv_error', { message: String(error) })
    return otherwise()
  }
}

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, sleep(PATIENCE).then(() => Promise.reject(new Error('IndexedDB does not answer')))])

async function open(): Promise<IDBDatabase> {
  if (database) return database
  const request = indexedDB.open('wa-double', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('kv')
  database = await inTime(
    new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    }),
  )
  return database
}

function transaction(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const running = db.transaction('kv', mode, { durability: 'strict' })
    const request = work(running.objectStore('kv'))
    running.oncomplete = () => resolve(request.result)
    running.onerror = () => reject(running.error)
    running.onabort = () => reject(running.error)
  })
}
