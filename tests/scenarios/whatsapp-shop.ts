import { cp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { inject } from 'vitest'
import { picture } from '../../src/sandbox/samples/pictures.ts'
import type { BusinessPhone, WhatsAppCustomer } from '../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../src/sandbox/whatsapp-web/server.ts'
import { builtServer, newPlace, serviceProcess } from '../support/service.ts'
import { linkNumber, settingsForWhatsApp } from '../support/whatsapp.ts'
import type { Chance } from './chance.ts'
import { isNothing, keptIn } from './kept.ts'
import type { Line, Talk } from './verdict.ts'

const patienceMs = 120_000

/** A WhatsApp, a crowd of customers with a linked number, an admin, and the service as a process that can be killed. */
export async function openWhatsAppShop(size: number, chance: Chance) {
  const web = await startWhatsAppWeb({ chromium: inject('chromium') })
  const phone = web.phone('989120000001', { pushname: 'فروشگاه' })
  phone.behaviour.autoAck = 'delivered'
  const place = await newPlace()
  // A copy: whoever builds meanwhile would take the program away between two starts.
  const program = join(dirname(builtServer), basename(place.dataDir))
  await cp(builtServer, program, { recursive: true })
  const service = serviceProcess(settingsForWhatsApp(web), place, program)
  const crowd = crowdOf(phone, size, chance, await Promise.all((['brokenCup', 'tornParcel'] as const).map(picture)))
  const kept = keptIn(place.database)
  await service.start()
  const admin = await service.admin()
  const { id: account } = await linkNumber(admin, phone)

  return {
    web,
    service,
    crowd,
    kept,
    admin,
    profile: join(place.dataDir, 'whatsapp', account, 'session'),
    talks: () => crowd.customers.map(customer => crowd.talkWith(customer)),
    /** Resolves once everything was stored, and everything sent that is to be sent. The service must be up. */
    async settled(): Promise<void> {
      const live = await admin.live()
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!isNothing(unsettled())) return
          end()
          resolve()
        }
        const timer = setTimeout(() => {
          end()
          reject(new Error(`It did not come to rest: ${JSON.stringify(unsettled())}`))
        }, patienceMs)
        const unwatch = live.watch(look)
        const end = () => {
          clearTimeout(timer)
          unwatch()
        }
        look()
      })
      live.close()
    },
    async close() {
      await service.kill()
      await web.close()
      await rm(program, { recursive: true })
      await place.remove()
    },
  }

  function unsettled() {
    const ours = kept.remoteNames()
    return { ...kept.unsettled(), said: crowd.ids().filter(id => !ours.has(id)).length }
  }
}

export type WhatsAppShop = Awaited<ReturnType<typeof openWhatsAppShop>>

/** Many customers who write at once, and the owner who answers by hand now and then: no two lines are the same. */
function crowdOf(phone: BusinessPhone, size: number, chance: Chance, photos: { bytes: Buffer }[]) {
  const customers = Array.from({ length: size }, (_, i) =>
    phone.customer(String(989_120_002_000 + i), { pushname: `مشتری ${i + 1}` }),
  )
  const said = new Map<string, Line[]>(customers.map(({ number }) => [number, []]))
  const ids: string[] = []
  let lines = 0

  function write(customer: WhatsAppCustomer): void {
    const text = `${customer.pushname}، خط ${++lines}`
    const keep = (files: number, id: string) => {
      said.get(customer.number)!.push({ text, files })
      ids.push(id)
    }
    const kind = chance.number(1, 12)
    const bytes = () => chance.one(photos).bytes
    if (kind === 1) keep(1, customer.image(bytes(), { caption: text }).id)
    else if (kind === 2) {
      const { items } = customer.album([bytes(), bytes()], { caption: text })
      keep(2, items[0]!.id)
      ids.push(items[1]!.id)
    } else if (kind === 3) ids.push(phone.sendFromPhone(customer.number, `صاحب مغازه، خط ${lines}`).id)
    else keep(0, customer.text(text).id)
  }

  return {
    customers,
    ids: (): readonly string[] => ids,
    talkWith: (customer: WhatsAppCustomer): Talk => ({
      chat: customer.wid(),
      said: said.get(customer.number)!,
      shown: customer.received.map(({ id, body = '' }) => ({ id, text: body })),
    }),
    /** Some of them write something, over about `ms`. Resolves when they have. */
    async burst(ms: number): Promise<void> {
      const deeds = chance.some(
        customers.flatMap(customer => Array.from({ length: chance.number(0, 2) }, () => customer)),
        20,
      )
      for (const customer of deeds) {
        write(customer)
        if (chance.is(0.5)) await delay((2 * ms) / deeds.length)
      }
    },
  }
}
