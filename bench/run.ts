/** What the receive path does in a second, against bare Fastify on the same machine in the same minutes. Writes a table; fails where an acknowledged message was not stored. */
import { setTimeout as delay } from 'node:timers/promises'
import { order, startChild, told } from './child.ts'
import { type Contestant, placeOf, startBare } from './contestants.ts'
import type { Acknowledged, Answer } from './orders.ts'
import { type Service, startService } from './service.ts'
import { latencyTable, machine, type Result, speedTable } from './table.ts'

const ROUNDS = 5
const ROUND_MS = 2_500
/** Until the machine code of the hot path is made: a service runs for weeks, not for seconds. */
const WARM_MS = 5_000
/** What came due while it stood still is done before it is measured. */
const SETTLE_MS = 500
const KILL_MS = 1_000
const LIVE = { count: 1_000, perSecond: 100 }

const botApi = startChild('bot-api')
const apiPort = await told<number>(botApi, 'port')
const load = startChild('load')

async function flood({ name, target, ...contestant }: Contestant, ms: number): Promise<Answer> {
  contestant.resume()
  await delay(SETTLE_MS)
  try {
    return await order<Answer>(load, { do: 'flood', name, target, ms })
  } finally {
    contestant.pause()
  }
}

/** In turn, so that what else happens on the machine meets all of them alike. */
async function compete(contestants: Contestant[]): Promise<Result[]> {
  const results = contestants.map(({ name }) => ({ name, rounds: [] as Answer[] }))
  for (const contestant of contestants) await flood(contestant, WARM_MS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, contestant] of contestants.entries()) results[i]?.rounds.push(await flood(contestant, ROUND_MS))
  }
  return results
}

async function live({ name, target, ...service }: Service): Promise<Answer> {
  service.resume()
  const console = await service.console()
  const answer = await order<Answer>(load, { do: 'trickle', name, target, console, ...LIVE })
  service.pause()
  return answer
}

/** Kills it while 64 requests are on their way: what it acknowledged and had in its memory alone is lost. */
async function check(contestant: Contestant): Promise<void> {
  const { name, target } = contestant
  if (!contestant.stored) return
  contestant.resume()
  const flooded = order<Answer>(load, { do: 'flood', name, target, ms: 10 * KILL_MS, untilKilled: true })
  await delay(KILL_MS)
  await contestant.kill()
  await flooded
  const stored = contestant.stored()
  const acknowledged = await order<Acknowledged[]>(load, { do: 'tell', name: contestant.name })
  const lost = acknowledged.filter(({ chat, messageId, text }) => stored.get(placeOf(chat, messageId)) !== text)
  if (lost.length > 0)
    throw new Error(`${contestant.name}: ${lost.length} of ${acknowledged.length} acknowledged messages are not stored`)
  say(`${contestant.name}: all ${acknowledged.length} acknowledged messages were there after kill -9.`)
}

const say = (text: string) => void process.stdout.write(`${text}\n`)

async function measure(): Promise<void> {
  const service = await startService('the whole service', 1_001, botApi, apiPort)
  service.pause()
  const alone = await startService('the service, its answers held up', 2_002, botApi, apiPort)
  alone.pause()
  const { insert, nothing } = await startBare()
  const contestants = [service, alone, insert, nothing]
  try {
    const told = await live(service)
    const results = await compete(contestants)
    const base = results[contestants.indexOf(insert)]!
    say(`${machine()}\n\n${speedTable(results, base)}\n\n${latencyTable(told, service)}\n`)
    for (const contestant of contestants) await check(contestant)
  } finally {
    await Promise.all(contestants.map(contestant => contestant.kill()))
  }
}

try {
  await measure()
} finally {
  load.kill()
  botApi.kill()
}
