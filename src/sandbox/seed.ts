import { customersToBe } from './seed-people.ts'
import { played, type Scene } from './seed-play.ts'
import type { Bot, BotApi } from './telegram/contract.ts'

/**
 * Fills the shop with customers at different stages of their conversations with the bot. They are played side by side
 * through their phones; nobody waits for a bot that keeps silent. Does nothing for people who are there already.
 */
export async function seedShop(api: BotApi, bot: Bot, options: { patienceMs?: number } = {}): Promise<void> {
  const known = new Set(api.customers(bot).map(({ id }) => id))
  const fresh = customersToBe.filter(({ person }) => !known.has(person.id))
  await Promise.all(fresh.map(scene => play(api, bot, scene, options.patienceMs ?? 6000)))
}

async function play(api: BotApi, bot: Bot, { person, acts }: Scene, patienceMs: number): Promise<void> {
  const phone = api.customer(bot, person)
  for (const act of acts) if (!(await played(phone, act, patienceMs))) return
}
