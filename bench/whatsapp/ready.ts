import { type Linked, link, type Shop, untilOnline, withShop } from './shop.ts'

export interface Ready {
  linkings: Linked[]
  /** From the start of the process to `/readyz`, and to a line that is up. In milliseconds. */
  restarts: { startMs: number; onlineMs: number }[]
}

const LINKINGS = 3
const RESTARTS = 7

/** How long it takes until a number can be used: linked for the first time, and after each start of the service. */
export const measureReady = (chromium: string): Promise<Ready> =>
  withShop(chromium, async shop => {
    const linkings = [await link(shop, shop.phone)]
    while (linkings.length < LINKINGS) {
      await shop.admin.call('DELETE', `/api/channels/${linkings.at(-1)?.account}`)
      linkings.push(await link(shop, shop.phone))
    }
    const restarts: Ready['restarts'] = []
    while (restarts.length < RESTARTS) restarts.push(await restart(shop))
    return { linkings, restarts }
  })

async function restart(shop: Shop) {
  await shop.stop()
  const began = performance.now()
  const startMs = await shop.start()
  await untilOnline(shop)
  return { startMs, onlineMs: performance.now() - began }
}
