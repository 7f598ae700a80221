import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { topics as allTopics, type Topic } from '../database.ts'
import type { StoreLog } from '../engine.ts'
import { causeCode } from '../errors.ts'

const CHANNEL = 'shenava'
const CHECK_MS = 30_000
const ANSWER_MS = 10_000
const RETRY_MS = { first: 100, most: 5_000 }

/** The statement that tells the other nodes, when its transaction commits. `node` and topics are words of ours. */
export const notice = (node: string, topics: ReadonlySet<Topic>): string =>
  `select pg_notify('${CHANNEL}', '${node}:${[...topics].join(',')}')`

function topicsOf(payload: string, node: string): Set<Topic> {
  const [sender, names = ''] = payload.split(':')
  return new Set(sender === node ? [] : allTopics.filter(topic => names.split(',').includes(topic)))
}

/**
 * Listens on a connection of its own to what other nodes commit. While it was cut off nothing was heard, so after each
 * reconnection `touched` is called with every topic.
 */
export async function listen(url: string, node: string, log: StoreLog, touched: (topics: Set<Topic>) => void) {
  const stop = new AbortController()
  let client = await connected()
  const following = follow()

  async function connected(): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'shenava listen',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    next.on('error', () => undefined) // it ends too, and `lost` resolves
    next.on('notification', ({ payload = '' }) => touched(topicsOf(payload, node)))
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    return next
  }

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      await lost(client, stop.signal)
      if (stop.signal.aborted) break
      log.warn('the connection that hears of other nodes was lost')
      client = await reconnected()
      touched(new Set(allTopics))
    }
  }

  async function reconnected(): Promise<pg.Client> {
    for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.most)) {
      try {
        return await connected()
      } catch (error) {
        if (stop.signal.aborted) return client
        log.warn({ code: causeCode(error) }, 'the database cannot be reached; trying again')
        await delay(wait, undefined, { signal: stop.signal }).catch(() => undefined)
      }
    }
  }

  return {
    async close() {
      stop.abort()
      await following
      await client.end().catch(() => undefined)
    },
  }
}

/** Resolves when the connection is gone. A dead network says nothing, so the server is asked now and then. */
async function lost(client: pg.Client, signal: AbortSignal): Promise<void> {
  const gone = new AbortController()
  const end = () => gone.abort()
  client.once('end', end)
  signal.addEventListener('abort', end)
  while (!gone.signal.aborted) {
    const woken = await delay(CHECK_MS, false, { signal: gone.signal, ref: false }).catch(() => true)
    if (woken) break
    const alive = await client.query('select 1').then(
      () => true,
      () => false,
    )
    if (!alive) break
  }
  signal.removeEventListener('abort', end)
  if (!gone.signal.aborted) void client.end().catch(() => undefined)
}
