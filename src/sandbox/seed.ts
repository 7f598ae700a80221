import { customersToBe } from './seed-people.ts'
import { type Patience, played, type Scene } from './seed-play.ts'
import type { Bot, BotApi } from './telegram/contract.ts'

const PATIENT: Patience = { silentMs: 6000, pauseMs: 700 }

/**
 * Fills the shop with customers at different stages of their conversations with the bot. They are played side by side
 * through their phones; nobody waits long for a bot that keeps
 * silent. Takes about ten seconds: not to be awaited before the service answers. Does nothing for people who are there already.
 */
export async function seedShop(api: BotApi, bot: Bot, patience: Patience = PATIENT): Promise<void> {
  const known = new Set(api.customers(bot).map(({ id }) => id))
  const fresh = customersToBe.filter(({ person }) => !known.has(person.id))
  await Promise.all(fresh.map(scene => play(api, bot, scene, patience)))
}

/** While a person is awaited the bot has nothing to say: only who meets silence twice gives up. */
async function play(api: BotApi, bot: Bot, { person, acts }: Scene, patience: Patience): Promise<void> {
  const phone = api.customer(bot, person)
  let silences = 0
  for (const act of acts) {
    if (!(await played(phone, act, patience))) silences++
    if (silences > 1) return
  }
}
