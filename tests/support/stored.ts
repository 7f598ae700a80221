import { newId, type ThreadId } from '../../src/domain/ids.ts'
import type { Store } from '../../src/storage/store.ts'

/** A customer with an empty thread. */
export async function storedThread(store: Store, at = new Date('2026-03-21T08:00:00Z')): Promise<ThreadId> {
  const id = newId('thr')
  const customerId = newId('cus')
  await store.write(`customer:${customerId}`, async tx => {
    await tx.customers.add({ id: customerId, name: 'Sara', language: 'fa', createdAt: at })
    await tx.threads.add({ id, customerId, turn: 'bot', lastAt: at, createdAt: at })
  })
  return id
}
