import { startWorker, type Worker } from '../domain/worker.ts'
import type { IdentityRow } from '../storage/tables.ts'
import type { FetchParts } from './fetch-files.ts'
import { flowing } from './flowing.ts'

const WEEK_MS = 7 * 86_400_000
const LOOK_MS = 20_000
const AT_ONCE = 5
const MAX_BYTES = 5_000_000

/** Keeps customers' pictures, looked for when they first write and once a week after. */
export function startPictures(parts: FetchParts): Worker {
  const { store, clock, log } = parts
  const closing = new AbortController()
  const worker = startWorker('pictures', clock, log, async () => {
    const before = new Date(clock.now().getTime() - WEEK_MS)
    const due = await store.read.customers.picturesDue(before, AT_ONCE)
    for (const identity of due) await fetchPicture(parts, identity, closing.signal)
    return due.length === AT_ONCE ? 0 : LOOK_MS
  })
  return {
    wake: worker.wake,
    close: () => {
      closing.abort()
      return worker.close()
    },
  }
}

async function fetchPicture(
  { store, media, clock, channel, log }: FetchParts,
  identity: IdentityRow,
  closing: AbortSignal,
): Promise<void> {
  const key = await channel(identity.accountId)
    ?.picture(identity.remoteId)
    .then(content => content && media.put(flowing(content, clock, closing), { bytes: MAX_BYTES }))
    .then(kept => (kept?.mime.startsWith('image/') ? kept.key : null))
    .catch(error => {
      log.debug({ identity: identity.id, error: (error as Error).name }, 'no picture')
      return null
    })
  await store.write(`customer:${identity.customerId}`, async tx => {
    await tx.customers.updateIdentity(identity.id, {
      pictureCheckedAt: clock.now(),
      ...(key ? { pictureKey: key } : {}),
    })
    const thread = key ? await tx.threads.byCustomer(identity.customerId) : null
    if (thread) await tx.threads.update(thread.id, {})
  })
}
