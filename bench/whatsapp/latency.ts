import { setTimeout as delay } from 'node:timers/promises'
import type { BusinessPhone, WhatsAppCustomer, WhatsAppWeb } from '../../src/sandbox/whatsapp-web/contract.ts'
import { listen } from '../listen.ts'
import { lookInto } from './kept.ts'
import { link, type Shop, withShop } from './shop.ts'

export interface Latencies {
  /** From the customer's word to a console that was told of it, and from an agent's to the customer's phone. In milliseconds. */
  receive: number[]
  send: number[]
}

interface Talk {
  customer: WhatsAppCustomer
  thread: string
}

const CUSTOMERS = 20
export const RECEIVE = { count: 400, perSecond: 10 }
export const SEND = { count: 300, perSecond: 5 }
const PATIENCE_MS = 20_000

/** One message at a time: what a person waits for. Their threads are an agent's, so that the bot has nothing to say. */
export const measureLatencies = (chromium: string): Promise<Latencies> =>
  withShop(chromium, async shop => {
    await link(shop, shop.phone)
    const talks = await openTalks(shop)
    return { receive: await hearThem(shop, talks), send: await writeTo(shop, talks) }
  })

/** Each writes once, and an agent takes the thread. */
async function openTalks({ phone, admin, console: at, database }: Shop): Promise<Talk[]> {
  const console = await listen(at)
  const customers = Array.from({ length: CUSTOMERS }, (_, i) =>
    phone.customer(String(989_120_002_000 + i), { pushname: `مشتری ${i}` }),
  )
  const told = customers.map(({ number }) => console.hears(`سلام، ${number}`))
  for (const customer of customers) customer.text(`سلام، ${customer.number}`)
  await Promise.all(told)
  console.close()
  const threads = new Map((await admin.threads()).map(({ customer, id }) => [customer.name, id]))
  const talks = customers.map(customer => ({ customer, thread: threads.get(customer.pushname)! }))
  for (const { thread } of talks) await admin.post(`/api/threads/${thread}/take`)
  const kept = lookInto(database)
  await kept.untilSettled()
  kept.close()
  return talks
}

async function hearThem({ console: at }: Shop, talks: Talk[]): Promise<number[]> {
  const console = await listen(at)
  const latencies = await evenly(RECEIVE, async i => {
    const text = `کی می‌رسد؟ ${i}`
    const told = console.hears(text)
    const said = performance.now()
    talks[i % talks.length]!.customer.text(text)
    return (await told) - said
  })
  console.close()
  return latencies
}

async function writeTo({ admin, web, phone }: Shop, talks: Talk[]): Promise<number[]> {
  const { shows, end } = phones(web, phone)
  const latencies = await evenly(SEND, async i => {
    const text = `فردا می‌رسد ${i}`
    const shown = shows(text)
    const posted = performance.now()
    await admin.post(`/api/threads/${talks[i % talks.length]!.thread}/messages`, { text })
    return (await shown) - posted
  })
  end()
  return latencies
}

const evenly = ({ count, perSecond }: typeof SEND, once: (i: number) => Promise<number>): Promise<number[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => {
      await delay((i * 1000) / perSecond)
      return once(i)
    }),
  )

/** The customers' phones. `shows` gives when a message of exactly that text was there. */
function phones(web: WhatsAppWeb, phone: BusinessPhone) {
  const awaited = new Map<string, (at: number) => void>()
  const end = web.watch(phone, change => {
    if (change.kind !== 'message' || change.message.from !== 'shop') return
    awaited.get(change.message.text)?.(performance.now())
    awaited.delete(change.message.text)
  })
  const shows = (text: string) =>
    new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a message never came to the customer')), PATIENCE_MS)
      awaited.set(text, at => {
        clearTimeout(timer)
        resolve(at)
      })
    })
  return { shows, end }
}
