import type { WhatsAppCustomer } from '../../src/sandbox/whatsapp-web/contract.ts'
import { type Kept, lookInto } from './kept.ts'
import { link, type Shop, untilOnline, withShop } from './shop.ts'

/** From the start of the process, in milliseconds. */
export interface Away {
  messages: number
  storedMs: number
  onlineMs: number
}

const CUSTOMERS = 50
const MESSAGES = [0, 100, 1_000]

/** How long it takes, after a time in which the service was off, until all that was said meanwhile is stored. */
export const measureAway = (chromium: string): Promise<Away[]> =>
  withShop(chromium, async shop => {
    await link(shop, shop.phone)
    const kept = lookInto(shop.database)
    const customers = Array.from({ length: CUSTOMERS }, (_, i) => shop.phone.customer(String(989_120_003_000 + i)))
    try {
      await kept.untilStored(say(customers, CUSTOMERS), 0)
      await kept.untilSettled()
      const measured: Away[] = []
      for (const messages of MESSAGES) measured.push(await away(shop, kept, customers, messages))
      return measured
    } finally {
      kept.close()
    }
  })

async function away(shop: Shop, kept: Kept, customers: WhatsAppCustomer[], messages: number): Promise<Away> {
  await shop.stop()
  const before = kept.said()
  const ids = say(customers, messages)
  const began = performance.now()
  await shop.start()
  const [stored, online] = await Promise.all([
    kept.untilStored(ids, before),
    untilOnline(shop).then(() => performance.now()),
  ])
  await kept.untilSettled()
  return { messages, storedMs: stored - began, onlineMs: online - began }
}

const say = (customers: WhatsAppCustomer[], messages: number): string[] =>
  Array.from({ length: messages }, (_, i) => customers[i % customers.length]!.text(`سفارشم هنوز نرسیده، ${i}`).id)
