import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import type { BusinessPhone } from '../../src/sandbox/whatsapp-web/contract.ts'
import { chromiumTree, totals } from '../../tests/support/chromium-tree.ts'
import { type Kept, lookInto } from './kept.ts'
import { link, type Shop, withShop } from './shop.ts'

/** Proportional sizes in MB: what is shared counts once. */
export interface Memory {
  /** Of all browsers, and of the processes that drive them. */
  browsersMb: number
  driversMb: number
}
/** With one number, with two, …: linked and nothing said, and after each had its photos. */
export interface Memories {
  idle: Memory[]
  after: Memory[]
}

const NUMBERS = 3
export const PHOTOS = 200
const PHOTO = { width: 1280, height: 960 }
/** Until what begins has begun, and what is free is given back. */
const REST_MS = 8_000

/** Null where the system does not tell. */
export async function measureMemory(chromium: string): Promise<Memories | null> {
  if (process.platform !== 'linux') return null
  return withShop(chromium, async shop => {
    const kept = lookInto(shop.database)
    const accounts: string[] = []
    const phones = Array.from({ length: NUMBERS }, (_, i) => shop.web.phone(String(989_120_000_001 + i)))
    const idle: Memory[] = []
    const after: Memory[] = []
    try {
      for (const phone of phones) {
        accounts.push((await link(shop, phone)).account)
        idle.push(await look(shop, accounts))
      }
      const photo = await photoOf()
      for (const phone of phones) await sendPhotos(kept, phone, photo)
      for (; accounts.length > 0; await takeAway(shop, accounts)) after.unshift(await look(shop, accounts))
      return { idle, after }
    } finally {
      kept.close()
    }
  })
}

async function takeAway({ admin }: Shop, accounts: string[]): Promise<void> {
  await admin.call('DELETE', `/api/channels/${accounts.pop()}`)
}

async function look({ profile, pid }: Shop, accounts: readonly string[]): Promise<Memory> {
  await delay(REST_MS)
  const browsersMb = accounts.reduce((sum, account) => sum + totals(chromiumTree(profile(account))).pssMb, 0)
  return { browsersMb, driversMb: driversMb(pid()) }
}

/** A photo as a phone makes it, of a bit more than 200 KB. */
async function photoOf(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const
  return sharp({ create: { ...PHOTO, channels: 3, background: '#a8763e', noise } })
    .blur(1)
    .jpeg({ quality: 82 })
    .toBuffer()
}

/** Of ten customers; no two are the same file. */
async function sendPhotos(kept: Kept, phone: BusinessPhone, photo: Buffer): Promise<void> {
  const [before, filesBefore] = [kept.said(), kept.files()]
  const ids = Array.from({ length: PHOTOS }, (_, i) => {
    const customer = phone.customer(String(989_120_004_000 + (i % 10)))
    // Behind its end a picture may hold anything.
    return customer.image(Buffer.concat([photo, Buffer.from(`${phone.number} ${i}`)])).id
  })
  await kept.untilStored(ids, before)
  await kept.untilSettled()
  const came = kept.files() - filesBefore
  if (came !== PHOTOS) throw new Error(`${PHOTOS - came} of ${PHOTOS} photos did not come`)
}

/** The processes of the service that drive a browser. */
function driversMb(service: number): number {
  const drivers = readdirSync('/proc').filter(
    pid =>
      /^\d+$/.test(pid) &&
      read(pid, 'cmdline').includes('whatsapp-worker') &&
      new RegExp(`^PPid:\\s+${service}$`, 'm').test(read(pid, 'status')),
  )
  const pssKb = (pid: string) => Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0)
  return drivers.reduce((sum, pid) => sum + pssKb(pid), 0) / 1024
}

/** Nothing, where the process has ended. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
