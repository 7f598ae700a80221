import { randomBytes } from 'node:crypto'
import type { Pairing } from './contract.ts'
import { digits } from './ids.ts'
import type { Network, Page } from './network.ts'
import type { Keys } from './protocol.ts'

/** A page that nobody has linked yet. */
interface Waiting {
  page: Page
  keys: Keys
  since: Date
  ref: string | null
  refs: number
  code: { phone: string; code: string } | null
  timer: NodeJS.Timeout | undefined
}

export interface Pairings {
  list(): Pairing[]
  watch(seen: (waiting: Pairing[]) => void): () => void
  /** Shows the page a QR, and another every `qrRotateMs`, until it is linked or `qrMaxRefs` were shown. */
  offer(page: Page): void
  giveUp(page: Page): void
  newCode(page: Page, phone: string): string
  /** Each links the page and gives the device's id. @throws where the QR or code is not valid (any more) */
  byQr(phone: string, qr: string): string
  byCode(phone: string, code: string): string
  /** Null where no page shows a QR. */
  byShown(phone: string): string | null
  close(): void
}

export function createPairings(network: Network): Pairings {
  const waiting = new Map<Page, Waiting>()
  const watchers = new Set<(waiting: Pairing[]) => void>()
  const shown = () => [...waiting.values()]
  const list = () => shown().flatMap(({ ref, code, since }) => (ref === null && code === null ? [] : [{ code, since }]))
  const changed = () => {
    for (const seen of watchers) seen(list())
  }

  function offer(page: Page): void {
    const { keys } = page
    if (!keys) return
    stop(page)
    const entry: Waiting = { page, keys, since: new Date(), ref: null, refs: 0, code: null, timer: undefined }
    waiting.set(page, entry)
    rotate(network, entry)
    entry.timer = setInterval(() => rotate(network, entry, changed), network.behaviour.qrRotateMs)
    changed()
  }

  function stop(page: Page): boolean {
    clearInterval(waiting.get(page)?.timer)
    return waiting.delete(page)
  }

  function link(phone: string, { page, keys }: Waiting): string {
    stop(page)
    const id = `${phone}:${network.world.next('device')}`
    network.world.devices.put(id, { id, phone, keys, everSynced: false })
    network.events.log('linked', { device: id, phone })
    page.send({ t: 'pairing' })
    network.timers.later(150, () => page.send({ t: 'paired', device: id }))
    changed()
    return id
  }

  return {
    list,
    watch(seen) {
      watchers.add(seen)
      return () => watchers.delete(seen)
    },
    offer,
    giveUp(page) {
      if (stop(page)) changed()
    },
    newCode(page, phone) {
      const letters = randomBytes(8)
        .toString('base64')
        .replace(/[^A-Z0-9]/gi, 'X')
      const code = { phone: digits(phone), code: letters.slice(0, 8).toUpperCase() }
      const entry = waiting.get(page)
      if (!entry) throw new Error('not waiting to be linked')
      entry.code = code
      network.events.log('pairing_code', code)
      changed()
      return code.code
    },
    byQr: (phone, qr) => link(phone, ofQr(shown(), qr)),
    byCode(phone, asked) {
      const entry = shown().find(({ code }) => code?.code === asked && code.phone === phone)
      if (!entry) throw new Error('unknown pairing code')
      return link(phone, entry)
    },
    byShown(phone) {
      const entry = shown().find(({ ref, code }) => ref !== null && code === null)
      return entry ? link(phone, entry) : null
    },
    close() {
      for (const page of [...waiting.keys()]) stop(page)
    },
  }
}

function rotate({ behaviour, events }: Network, entry: Waiting, changed: () => void = () => undefined): void {
  if (entry.refs >= behaviour.qrMaxRefs) {
    clearInterval(entry.timer)
    entry.ref = null
    entry.page.send({ t: 'idle' })
    events.log('qr_idle')
    changed()
    return
  }
  entry.refs++
  entry.ref = `2@${randomBytes(96).toString('base64')}`
  entry.page.send({ t: 'pair', ref: entry.ref })
  events.log('qr_offered', { n: entry.refs })
}

function ofQr(waiting: Waiting[], qr: string): Waiting {
  const [ref, noise, identity, adv] = qr.split(',')
  const entry = waiting.find(each => each.ref !== null && each.ref === ref)
  if (!entry) throw new Error('this QR is not valid any more')
  const { keys } = entry
  if (keys.noise !== noise || keys.identity !== identity || keys.adv !== adv)
    throw new Error('the QR holds other keys than the page')
  return entry
}
