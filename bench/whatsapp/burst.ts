import type { ChildProcess } from 'node:child_process'
import { picture } from '../../src/sandbox/samples/pictures.ts'
import type { BusinessPhone } from '../../src/sandbox/whatsapp-web/contract.ts'
import { startChild, told } from '../child.ts'
import { openConnection, type Target } from '../connection.ts'
import { newFolder } from '../place.ts'
import { isPhoto, LINES, type Post, trafficFrom } from '../traffic.ts'
import { type Kept, lookInto } from './kept.ts'
import { link, type Shop, withShop } from './shop.ts'

/** Messages a second, of each round. */
export interface Bursts {
  service: number[]
  library: number[]
  telegram: number[]
}

const CUSTOMERS = 100
export const BURST = { customers: CUSTOMERS, messages: CUSTOMERS * LINES }
const ROUNDS = 5
const CONNECTIONS = 64
const FIRST = 989_130_000_000
const COUNTED_MS = 180_000
const BOT = 'bot3003'

/** The same conversations said all at once: to the service on WhatsApp, to the library alone, to the service on Telegram. In turn. */
export async function measureBursts(chromium: string): Promise<Bursts> {
  const botApi = startChild('bot-api')
  try {
    const root = `http://127.0.0.1:${await told<number>(botApi, 'port')}`
    const hooked = told<string>(botApi, BOT)
    const settings = { TELEGRAM_BOT_TOKEN: `${BOT.slice(3)}:AAbench`, TELEGRAM_API_ROOT: root }
    const work = (shop: Shop) => inTurn(shop, hooked)
    return await withShop(chromium, work, port => ({ ...settings, PUBLIC_URL: `http://127.0.0.1:${port}` }))
  } finally {
    botApi.kill()
  }
}

async function inTurn(shop: Shop, hooked: Promise<string>): Promise<Bursts> {
  const headers = { 'x-telegram-bot-api-secret-token': await hooked }
  const target = { port: shop.port, path: `/channels/telegram/acc_telegram_${BOT.slice(3)}`, headers }
  await link(shop, shop.phone)
  const kept = lookInto(shop.database)
  const other = shop.web.phone('989120000002', { pushname: 'فروشگاه دیگر' })
  const library = await linkLibrary(shop, other)
  const photo = (await picture('brokenCup')).bytes
  const bursts: Bursts = { service: [], library: [], telegram: [] }
  try {
    // The first of each is not counted: until the machine code of the hot path is made.
    for (let round = 0; round <= ROUNDS; round++) {
      const posts = conversations(round)
      const rates = {
        service: await toService(kept, () => say(shop.phone, posts, photo)),
        library: await toLibrary(library, (round + 1) * posts.length, () => say(other, posts, photo)),
        telegram: await byWebhook(kept, target, posts),
      }
      if (round > 0) for (const name of ['service', 'library', 'telegram'] as const) bursts[name].push(rates[name])
    }
    return bursts
  } finally {
    kept.close()
    await end(library)
  }
}

/** Of customers who have never written before. */
function conversations(round: number): Post[] {
  const next = trafficFrom(FIRST + round * CUSTOMERS, CUSTOMERS)
  return Array.from({ length: BURST.messages }, next)
}

/** Gives the ids. */
const say = (phone: BusinessPhone, posts: Post[], photo: Buffer): string[] =>
  posts.map(post => {
    const customer = phone.customer(post.chat)
    return (isPhoto(post) ? customer.image(photo, { caption: post.text }) : customer.text(post.text)).id
  })

const rate = (messages: number, ms: number) => messages / (ms / 1000)

async function toService(kept: Kept, sayAll: () => string[]): Promise<number> {
  const before = kept.said()
  const began = performance.now()
  const ids = sayAll()
  const at = await kept.untilStored(ids, before)
  // The bot answers all of them: nobody else is measured meanwhile.
  await kept.untilSettled()
  return rate(ids.length, at - began)
}

async function toLibrary(library: ChildProcess, all: number, sayAll: () => string[]): Promise<number> {
  const counted = told<number>(library, 'counted')
  const late = setTimeout(() => library.kill(), COUNTED_MS)
  library.send({ until: all })
  const began = performance.now()
  const ids = sayAll()
  await counted
  clearTimeout(late)
  return rate(ids.length, performance.now() - began)
}

async function byWebhook(kept: Kept, target: Target, posts: Post[]): Promise<number> {
  const before = kept.said()
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(target)))
  const left = posts.values()
  const began = performance.now()
  await Promise.all(
    connections.map(async connection => {
      for (const { body } of left) if ((await connection.post(body)) !== 200) throw new Error('a webhook was refused')
      connection.close()
    }),
  )
  const ms = performance.now() - began
  if (kept.said() !== before + posts.length) throw new Error('acknowledged messages of Telegram are missing')
  await kept.untilSettled()
  return rate(posts.length, ms)
}

async function linkLibrary({ web }: Shop, phone: BusinessPhone): Promise<ChildProcess> {
  const library = startChild('whatsapp-client', web.executablePath, newFolder())
  const ready = told<boolean>(library, 'ready')
  ready.catch(() => undefined)
  phone.scanQr(await told<string>(library, 'qr'))
  await ready
  return library
}

/** It ends its browser first. */
async function end(library: ChildProcess): Promise<void> {
  const gone = new Promise(resolve => library.once('exit', resolve))
  if (library.exitCode !== null || library.signalCode !== null) return
  library.disconnect()
  await gone
}
