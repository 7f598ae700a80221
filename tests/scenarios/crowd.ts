import { setTimeout as delay } from 'node:timers/promises'
import type { Bot, BotApi, CustomerPhone, PhoneFile } from '../../src/sandbox/telegram/contract.ts'
import type { Chance } from './chance.ts'

/** Many customers who write at once, all their lines numbered: no two customers ever say the same. */
export interface Crowd {
  readonly phones: readonly CustomerPhone[]
  /** Some of them write something, over about `ms`. Resolves when they have. */
  burst(ms: number): Promise<void>
}

export function crowdOf(api: BotApi, bot: Bot, size: number, chance: Chance, photos: PhoneFile[]): Crowd {
  const phones = Array.from({ length: size }, (_, i) =>
    api.customer(bot, { firstName: `مشتری ${i + 1}`, languageCode: i % 2 ? 'fa' : 'en' }),
  )
  let lines = 0

  function write(phone: CustomerPhone): void {
    const line = `${phone.person.firstName}، خط ${++lines}`
    const kind = chance.number(1, 12)
    if (kind === 1) phone.start(`line-${lines}`)
    else if (kind === 2) phone.send('photo', chance.one(photos), { caption: line })
    else if (kind === 3) phone.album(photos.slice(0, chance.number(2, photos.length)), { caption: line })
    else phone.say(line)
  }

  return {
    phones,
    async burst(ms) {
      const writers = chance.some(phones, chance.number(6, 14))
      const deeds = chance.some(
        writers.flatMap(phone => Array.from({ length: chance.number(1, 3) }, () => phone)),
        Number.POSITIVE_INFINITY,
      )
      for (const phone of deeds) {
        write(phone)
        if (chance.is(0.5)) await delay((2 * ms) / deeds.length)
      }
    },
  }
}
