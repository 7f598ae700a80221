import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { SendId } from '../../src/domain/ids.ts'
import { type AgentAt, agentAt } from './agent.ts'
import { type Chance, chanceOf } from './chance.ts'
import { expectEverythingSaid, expectSentOnce } from './expectations.ts'
import type { Send } from './kept.ts'
import { openShop, type Shop } from './shop.ts'

const minutes = 60_000
const seed = Number(process.env.KILL_SEED ?? randomInt(1_000_000))
const cycles = (usual: number) => Number(process.env.KILL_CYCLES ?? usual)

describe(`killed at any moment (KILL_SEED=${seed})`, () => {
  let shop: Shop | null = null
  afterEach(() => shop?.close())

  it('loses nothing, stores and sends nothing twice, and says what it does not know', {
    timeout: 15 * minutes,
  }, async () => {
    const chance = chanceOf(seed)
    shop = await openShop(40, chance)
    const { killedOnTheWay } = await surviveKills(shop, chance, cycles(50))
    expect(killedOnTheWay).toBeGreaterThan(0)
  })

  it('keeps the same promises where Telegram brings the updates', { timeout: 10 * minutes }, async () => {
    const chance = chanceOf(seed + 1)
    shop = await openShop(20, chance, ({ url }) => ({ PUBLIC_URL: url }))
    await surviveKills(shop, chance, cycles(10))
  })

  it('ends in good order when it is told to: at once, and with nothing in doubt', {
    timeout: 3 * minutes,
  }, async () => {
    const chance = chanceOf(seed + 2)
    shop = await openShop(30, chance)
    const { api, service, crowd, kept, lost } = shop
    api.faults.next('sendMessage', { delayMs: 300 }, 50)
    const burst = crowd.burst(600)
    await firstAnswer(shop)
    // Under way, and answered only while it ends.
    expect(api.journal.filter(({ method, status }) => method === 'sendMessage' && status === 0)).not.toEqual([])
    const asked = performance.now()
    expect(await service.stop()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(5_000)
    expect(kept.sends().filter(({ state }) => state !== 'sent' && state !== 'queued')).toEqual([])
    expect(lost()).toEqual([])
    await burst
    await service.start()
    await shop.settled()
    await expectEverythingSaid(shop, [])
    const { doubtful } = await expectSentOnce(shop, new Set())
    expect(doubtful).toEqual([])
    expect(kept.sends().every(({ state }) => state === 'sent')).toBe(true)
  })
})

/** Resolves once any customer sees something of ours. */
const firstAnswer = ({ api, bot }: Shop): Promise<void> =>
  new Promise(resolve => {
    const unwatch = api.watch(bot, change => {
      if (change.kind !== 'message' || change.message.from !== 'bot') return
      unwatch()
      resolve()
    })
  })

/** Kills it again and again in the middle of things, and then holds everything that was said and sent against what is kept. */
async function surviveKills(shop: Shop, chance: Chance, times: number) {
  const { kept, admin, api } = shop
  const agent = agentAt(admin, chance)
  const { inDoubt, startMs } = await killRepeatedly(shop, agent, chance, times)
  api.faults.clear()
  await agent.askAgain()
  await shop.settled()
  expect(agent.refusals).toEqual([])
  await expectEverythingSaid(shop, agent.replies)
  const { doubtful, missing } = await expectSentOnce(shop, inDoubt)
  await expectAllSentAfter(shop, missing)
  const counts = {
    ...{
      said: shop.talks().flatMap(({ said }) => said).length,
      sends: kept.sends().length,
      replies: agent.replies.length,
    },
    ...{ killedOnTheWay: inDoubt.size, doubtful: doubtful.length, missing: missing.length },
    ...{ startMs: startMs.sort((one, other) => one - other)[startMs.length >> 1] },
  }
  console.info(counts)
  return counts
}

async function killRepeatedly(shop: Shop, agent: AgentAt, chance: Chance, times: number) {
  const { service, crowd, kept } = shop
  const inDoubt = new Set<SendId>()
  const startMs: number[] = []
  for (let cycle = 0; cycle < times; cycle++) {
    disturb(shop, chance)
    const busy = Promise.all([crowd.burst(200), agent.work([...kept.threadOf().values()])])
    await killAfter(shop, chance.number(0, 350), inDoubt)
    await busy
    if (chance.is(0.15)) {
      const starting = service.start().catch(() => undefined)
      await killAfter(shop, chance.number(0, 1_500), inDoubt)
      await starting
    }
    const began = performance.now()
    await service.start()
    startMs.push(Math.round(performance.now() - began))
  }
  return { inDoubt, startMs }
}

/** Slow answers, so that a kill finds sends on their way, and lost ones, so that nobody knows. */
function disturb({ api }: Shop, chance: Chance): void {
  api.faults.clear()
  for (let i = 0; i < 30; i++) {
    const fault = chance.is(0.9)
      ? { delayMs: chance.number(0, 60) }
      : chance.one([{ dropRequest: true }, { dropAnswer: true }] as const)
    api.faults.next('sendMessage', fault)
  }
}

/** Kills it, and holds the file it left behind against what Telegram takes as delivered. */
async function killAfter({ service, lost, kept }: Shop, ms: number, inDoubt: Set<SendId>): Promise<void> {
  await delay(ms)
  await service.kill()
  expect(lost()).toEqual([])
  const underWay = kept.sends().filter(({ state }) => state === 'sending')
  expect(new Set(underWay.map(({ threadId }) => threadId)).size).toBe(underWay.length)
  for (const { id } of underWay) inDoubt.add(id)
}

/** A person sends again what did not come. Then the customers have all that was ever to be said, once. */
async function expectAllSentAfter(shop: Shop, missing: readonly Send[]): Promise<void> {
  const { admin, kept } = shop
  for (const { threadId, messageId } of missing) {
    await admin.post(`/api/threads/${threadId}/messages/${messageId}/retry`)
  }
  await shop.settled()
  const said = kept.sends().filter(({ state }) => state !== 'cancelled')
  const again = new Set(missing.map(({ id }) => id))
  expect(said.filter(({ id, state }) => again.has(id) && state === 'sent').length).toBe(missing.length)
  for (const { chat: phone, shown } of shop.talks()) {
    const ours = said.filter(({ chat }) => chat === phone)
    expect(shown.map(({ text }) => text).sort()).toEqual(ours.map(({ text }) => text).sort())
  }
}
