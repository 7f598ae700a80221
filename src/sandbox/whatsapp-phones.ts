import type { BusinessPhone, PhoneChange, WhatsAppWeb } from './whatsapp-web/contract.ts'

/** `shop`: the number it happened at. `phones`: the shop's own, what is linked with them, or what waits to be. */
export type WhatsAppChange = (PhoneChange & { shop: string }) | { kind: 'phones' }

export interface ShopsPhones {
  scan(number: string | null): string
  watch(seen: (change: WhatsAppChange) => void): () => void
  close(): void
}

/** What changes who is linked and who is there. */
const LINKS = new Set(['linked', 'login', 'unlinked', 'page_gone', 'logged_out_by_client', 'pairing_code'])

/** The shop's phones as whoever plays with them has them in hand. */
export function shopsPhones(web: WhatsAppWeb): ShopsPhones {
  const watchers = new Set<(change: WhatsAppChange) => void>()
  const followed = new Map<string, () => void>()
  const tell = (change: WhatsAppChange) => {
    for (const seen of watchers) seen(change)
  }
  const follow = (phone: BusinessPhone) => {
    if (followed.has(phone.number)) return
    // Customers' phones are on: what is sent to them arrives.
    phone.behaviour.autoAck = 'delivered'
    const shop = phone.number
    followed.set(
      shop,
      web.watch(phone, change => tell({ ...change, shop })),
    )
  }
  for (const phone of web.phones()) {
    follow(phone)
    arrive(phone)
  }
  const unwatch = [
    web.watchPairings(() => tell({ kind: 'phones' })),
    web.watchEvents(({ type }) => {
      if (LINKS.has(type)) tell({ kind: 'phones' })
    }),
  ]
  return {
    scan(number) {
      const linked = link(web, number)
      follow(linked)
      return linked.number
    },
    watch(seen) {
      watchers.add(seen)
      return () => watchers.delete(seen)
    },
    close() {
      for (const end of [...unwatch, ...followed.values()]) end()
    },
  }
}

/** What was under way when the sandbox was closed. */
function arrive(phone: BusinessPhone): void {
  for (const customer of phone.customers())
    for (const { id, from, ticks } of customer.messages())
      if (from === 'shop' && ticks === 'sent') phone.ack(id, 'delivered')
}

function link(web: WhatsAppWeb, number: string | null): BusinessPhone {
  const [waiting] = web.pairings()
  if (!waiting) throw new Error('The console shows no code now.')
  const { code } = waiting
  if (code && number !== null && number !== code.phone)
    throw new Error(`The code in the console is for the phone with the number ${code.phone}.`)
  const phone = phoneOf(web, number ?? code?.phone ?? nextNumber(web))
  if (code) phone.enterPairingCode(code.code)
  else if (!phone.scanShown()) throw new Error('The console shows no code now.')
  return phone
}

/** The name of a new phone tells it from the others. */
function phoneOf(web: WhatsAppWeb, number: string): BusinessPhone {
  const known = web.phones().find(phone => phone.number === number)
  return known ?? web.phone(number, { pushname: `فروشگاه نمونه ${(web.phones().length + 1).toLocaleString('fa')}` })
}

function nextNumber(web: WhatsAppWeb): string {
  const numbers = web.phones().map(phone => Number(phone.number))
  return String(Math.max(...numbers) + 1)
}
