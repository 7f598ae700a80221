import { records } from './customers.ts'
import { devicesOf, type Network, type Page } from './network.ts'
import { tellMessage } from './phone-message.ts'
import type { Push, Pushes, ToPage, WireContact } from './protocol.ts'
import type { DeviceRecord } from './world.ts'

/** Hands something to every linked page of a phone (but `except`); kept until the page has acknowledged it. */
export function push<Op extends keyof Pushes>(
  network: Network,
  phone: string,
  op: Op,
  p: Pushes[Op],
  except?: string,
): void {
  for (const { id } of devicesOf(network, phone)) {
    if (id === except) continue
    // A pair of an operation's name and what belongs to it, which its type cannot follow through a generic.
    const queued = { seq: network.world.next(`queue/${id}`), op, p } as Push
    network.world.queue(id).put(queued.seq, queued)
    const page = network.pages.of(id)
    if (page?.live && !network.phoneBehaviour(phone).held) page.send({ t: 'push', ...queued })
  }
}

export function acknowledged(network: Network, page: Page, seq: number): void {
  if (page.device === null) return
  const queue = network.world.queue(page.device)
  const pushed = queue.get(seq)
  queue.delete(seq)
  network.events.log('pushack', { seq })
  const device = network.world.devices.get(page.device)
  if (device && pushed?.op === 'msg') delivered(network, device.phone, pushed.p)
}

function delivered(network: Network, phone: string, { msg }: Pushes['msg']): void {
  const record = network.world.messages(phone).find(msg.id.id)
  if (!record || record.delivered || record.wire.id.fromMe) return
  tellMessage(network.world, phone, network.world.messages(phone).put({ ...record, delivered: true }))
}

/** A linked page says who it is. */
export function login(network: Network, page: Page, device: DeviceRecord): void {
  if (network.phoneBehaviour(device.phone).offline || network.behaviour.refuseLogin) {
    network.events.log('login_refused', { device: device.id })
    network.timers.later(200, () => page.close())
    return
  }
  network.pages.enter(device.id, page)
  network.events.log('login', { device: device.id })
  page.send(welcome(network, device))
}

/** Ids of the messages that the device was not yet handed. */
export function undelivered({ world }: Network, device: string): Set<string> {
  const waiting = new Set<string>()
  for (const queued of world.queue(device).values()) if (queued.op === 'msg') waiting.add(queued.p.msg.id.id)
  return waiting
}

function welcome(network: Network, device: DeviceRecord): ToPage {
  const { world, behaviour } = network
  const waiting = undelivered(network, device.id)
  const phone = world.phones.get(device.phone)
  if (!phone) throw new Error(`No phone ${device.phone}`)
  const chats = [...world.chats(device.phone).values()].map(({ unread, ...chat }) => {
    const all = world.messages(device.phone).shownIn(chat.id)
    const known = all.filter(({ wire }) => !waiting.has(wire.id.id))
    const unknown = all.filter(({ wire }) => waiting.has(wire.id.id) && !wire.id.fromMe).length
    const latest = behaviour.preload > 0 ? known.slice(-behaviour.preload) : []
    return { ...chat, unreadCount: Math.max(0, unread - unknown), msgs: latest.map(({ wire }) => wire) }
  })
  const me = { pn: phone.pn, lid: phone.lid, pushname: phone.pushname, platform: phone.platform }
  return { t: 'welcome', me, contacts: contacts(network, phone.number), chats, earlySync: behaviour.sync === 'early' }
}

function contacts({ world }: Network, phone: string): WireContact[] {
  const self = { id: `${phone}@c.us`, pushname: world.phones.get(phone)?.pushname }
  const known = [...world.customers(phone).values()].filter(({ name, lidKnown }) => name || lidKnown)
  return [self, ...known.flatMap(records)]
}

/** The page has its chats: what it missed follows, before or after it is told that it has synced. */
export async function catchUp(network: Network, page: Page): Promise<void> {
  const device = page.device === null ? undefined : network.world.devices.get(page.device)
  if (!device) return
  const { behaviour, events, timers, world } = network
  const mode = behaviour.offlineDelivery
  const backlog = [...world.queue(device.id).values()]
  const early = backlog.filter((_, index) => mode === 'before-sync' || (mode === 'split' && index % 2 === 0))
  const late = backlog.filter(queued => !early.includes(queued))
  const hand = (queued: Push) => page.send({ t: 'push', ...queued })
  page.send({ t: 'progress', percent: 0 })
  early.forEach(hand)
  page.send({ t: 'progress', percent: 100 })
  page.live = late.length === 0
  await timers.pause(behaviour.syncDelayMs)
  const since = events.next
  synced(network, page, device)
  if (page.live) return
  await events
    .waitFor(event => event.type === 'listening' && event.device === device.id, 15_000, since)
    .catch(() => null)
  const handed = new Set(early.map(({ seq }) => seq))
  for (const queued of world.queue(device.id).values()) if (!handed.has(queued.seq)) hand(queued)
  page.live = true
}

function synced(network: Network, page: Page, device: DeviceRecord): void {
  const { sync, resyncOnReconnect } = network.behaviour
  if (sync !== 'normal' && sync !== 'racy') return
  page.send({ t: 'synced', patient: sync === 'normal', flap: resyncOnReconnect && device.everSynced })
  if (network.world.devices.has(device.id)) network.world.devices.put(device.id, { ...device, everSynced: true })
  network.events.log('synced', { device: device.id })
}

/** Takes a linked device away. */
export function unlink(network: Network, device: string): void {
  network.world.devices.delete(device)
  const queue = network.world.queue(device)
  for (const { seq } of [...queue.values()]) queue.delete(seq)
}
