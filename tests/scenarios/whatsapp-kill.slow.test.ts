import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { chromiumTree } from '../support/chromium-tree.ts'
import { type AgentAt, agentAt } from './agent.ts'
import { type Chance, chanceOf } from './chance.ts'
import { expectEverythingSaid, expectSentOnce } from './expectations.ts'
import { openWhatsAppShop, type WhatsAppShop } from './whatsapp-shop.ts'

const minutes = 60_000
const seed = Number(process.env.KILL_SEED ?? randomInt(1_000_000))
const restarts = Number(process.env.KILL_CYCLES ?? 20)

describe(`a WhatsApp number through restarts (KILL_SEED=${seed})`, () => {
  let shop: WhatsAppShop | null = null
  afterEach(() => shop?.close())

  it('has every message of every customer once and in order, and sends each of ours once', {
    timeout: 12 * minutes,
  }, async () => {
    const chance = chanceOf(seed)
    shop = await openWhatsAppShop(12, chance)
    const agent = agentAt(shop.admin, chance)
    for (let cycle = 0; cycle < restarts; cycle++) await restart(shop, agent, chance, cycle % 2 === 0)
    shop.web.clearFaults()
    await agent.askAgain()
    await shop.settled()
    expect(agent.refusals).toEqual([])
    await expectEverythingSaid(shop, agent.replies)
    // The chat itself was asked about whatever was in doubt: nothing is left to a person.
    const { doubtful, missing } = await expectSentOnce(shop, new Set())
    expect([doubtful, missing]).toEqual([[], []])
    const { kept } = shop
    expect(kept.sends().length).toBeGreaterThan(restarts)
    const underWay = () => kept.sends().filter(({ state }) => state !== 'delivered' && state !== 'cancelled')
    await expect.poll(underWay, { timeout: 10_000 }).toEqual([])
    expect(chromiumTree(shop.profile).filter(({ type }) => type === 'browser')).toHaveLength(1)
    await shop.service.stop()
    expect(chromiumTree(shop.profile)).toEqual([])
  })
})

/** Ends it in the middle of a burst both ways, wherever the line is by then, and starts it again. */
async function restart(shop: WhatsAppShop, agent: AgentAt, chance: Chance, kill: boolean): Promise<void> {
  const { service, crowd, kept, web, admin } = shop
  web.clearFaults()
  for (let i = 0; i < 20; i++) web.fault('sendMsg', { delayMs: chance.number(0, 60) })
  if (chance.is(0.7)) await lineIsUp(shop)
  const busy = Promise.all([crowd.burst(400), agent.work([...kept.threadOf().values()])])
  await delay(chance.number(0, 1_500))
  await (kill ? service.kill() : service.stop())
  await busy
  // The shop's phone takes what customers say while nobody is here.
  await crowd.burst(50)
  await service.start()
  expect((await admin.call('GET', '/readyz')).status).toBe(200)
}

async function lineIsUp({ admin }: WhatsAppShop): Promise<void> {
  const live = await admin.live()
  const { channels } = await admin.get<{ channels: { state: string }[] }>('/api/channels')
  if (channels[0]?.state !== 'online') await live.channel(({ state }) => state === 'online', 30_000)
  live.close()
}
