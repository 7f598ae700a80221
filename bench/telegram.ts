import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { order, startChild, told } from './child.ts'
import { type Contestant, placeOf, startBare } from './contestants.ts'
import type { Acknowledged, Answer } from './orders.ts'
import { say } from './say.ts'
import { type Service, startService } from './service.ts'
import { latencyTable, type Result, speedTable } from './table.ts'

const ROUNDS = 5
const ROUND_MS = 2_500
/** Until the machine code of the hot path is made: a service runs for weeks, not for seconds. */
const WARM_MS = 5_000
/** What came due while it stood still is done before it is measured. */
const SETTLE_MS = 500
const KILL_MS = 1_000
const LIVE = { count: 1_000, perSecond: 100 }

async function flood(load: ChildProcess, { name, target, ...contestant }: Contestant, ms: number): Promise<Answer> {
  contestant.resume()
  await delay(SETTLE_MS)
  try {
    return await order<Answer>(load, { do: 'flood', name, target, ms })
  } finally {
    contestant.pause()
  }
}

/** In turn, so that what else happens on the machine meets all of them alike. */
async function compete(load: ChildProcess, contestants: Contestant[]): Promise<Result[]> {
  const results = contestants.map(({ name }) => ({ name, rounds: [] as Answer[] }))
  for (const contestant of contestants) await flood(load, contestant, WARM_MS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, contestant] of contestants.entries())
      results[i]?.rounds.push(await flood(load, contestant, ROUND_MS))
  }
  return results
}

async function live(load: ChildProcess, { name, target, ...service }: Service): Promise<Answer> {
  service.resume()
  const console = await service.console()
  const answer = await order<Answer>(load, { do: 'trickle', name, target, console, ...LIVE })
  service.pause()
  return answer
}

/** Kills it while 64 requests are on their way: what it acknowledged and had in its memory alone is lost. */
async function check(load: ChildProcess, contestant: Contestant): Promise<void> {
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

async function measure(botApi: ChildProcess, load: ChildProcess): Promise<void> {
  const apiPort = await told<number>(botApi, 'port')
  const service = await startService('the whole service', 1_001, botApi, apiPort)
  service.pause()
  const alone = await startService('the service, its answers held up', 2_002, botApi, apiPort)
  alone.pause()
  const { insert, nothing } = await startBare()
  const contestants = [service, alone, insert, nothing]
  try {
    const told = await live(load, service)
    const results = await compete(load, contestants)
    const base = results[contestants.indexOf(insert)]!
    say(`\n${speedTable(results, base)}\n\n${latencyTable(told, service)}\n`)
    for (const contestant of contestants) await check(load, contestant)
  } finally {
    await Promise.all(contestants.map(contestant => contestant.kill()))
  }
}

/** What the receive path does in a second, against bare Fastify on the same machine in the same minutes. Fails where an acknowledged message was not stored. */
export async function measureTelegram(): Promise<void> {
  const [botApi, load] = [startChild('bot-api'), startChild('load')]
  try {
    await measure(botApi, load)
  } finally {
    load.kill()
    botApi.kill()
  }
}
