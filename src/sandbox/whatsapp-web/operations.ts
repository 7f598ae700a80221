import type { Answers, Call } from './call.ts'
import type { Fault } from './contract.ts'
import { customerOf } from './customers.ts'
import { unlink } from './line.ts'
import { lookups } from './lookups.ts'
import type { Network, Page } from './network.ts'
import type { Pairings } from './pairing.ts'
import { tellMessage } from './phone-message.ts'
import type { Operations, ToServer } from './protocol.ts'
import { sending } from './sending.ts'

/** What a linked page asks for. */
const operations: Answers<Exclude<keyof Operations, 'pairingCode'>> = {
  ...lookups,
  ...sending,
  sendSeen,
  chatState({ network, device }, { to, v }) {
    network.events.log('chat_state', { phone: device.phone, to, value: v })
    const person = customerOf(network.world, device.phone, to)?.number
    const action = v === 'typing' || v === 'recording' ? v : 'stop'
    if (person) network.world.emit(device.phone, { kind: 'action', person, action })
    return true
  },
  peerData: () => true,
  placeholderResend({ network }, { ids }) {
    network.events.log('placeholder_resend', { ids })
    return true
  },
  stanza({ network }, asked) {
    network.events.log('stanza', asked)
    return true
  },
  takeover: () => true,
  logout({ network, device }) {
    unlink(network, device.id)
    network.events.log('logged_out_by_client', { device: device.id })
    return true
  },
}

function sendSeen({ network, device }: Call, { chat: id }: { chat: string }): true {
  const { world } = network
  const chat = world.chats(device.phone).get(id)
  if (chat) world.chats(device.phone).put(id, { ...chat, unread: 0 })
  const messages = world.messages(device.phone)
  for (const record of messages.of(id)) {
    if (record.wire.id.fromMe || record.seen || !record.delivered) continue
    tellMessage(world, device.phone, messages.put({ ...record, seen: true }))
  }
  network.events.log('seen', { phone: device.phone, chat: id })
  return true
}

/** A request of a page, answered or made to fail as it was told. */
export async function answer(
  network: Network,
  pairings: Pairings,
  page: Page,
  { n, op, p }: Extract<ToServer, { t: 'rpc' }>,
): Promise<void> {
  try {
    const fault = network.faults.take(op)
    if (fault?.delayMs) await network.timers.pause(fault.delayMs)
    if (fault?.mode === 'hang') return
    if (fault?.mode === 'throw') throw failure(op, fault)
    const result = fault?.mode === 'null' ? null : perform(network, pairings, page, { op, p, fault })
    page.send({ t: 'rpcres', n, ok: true, r: result })
  } catch (error) {
    const { name, message, status } = error as Error & { status?: number }
    page.send({ t: 'rpcres', n, ok: false, err: { name, message, status } })
  }
}

const failure = (op: string, { message, name = 'Error', status }: Fault) =>
  Object.assign(new Error(message ?? `the double was told to let ${op} fail`), { name, status })

function perform(
  network: Network,
  pairings: Pairings,
  page: Page,
  { op, p, fault }: { op: string; p: unknown; fault: Fault | null },
): unknown {
  if (op === 'pairingCode') return pairings.newCode(page, (p as Operations['pairingCode']['asks']).phone)
  const device = network.world.devices.get(page.device ?? '')
  if (!device) throw new Error('not linked')
  if (!Object.hasOwn(operations, op)) throw new Error(`the double has no operation ${op}`)
  // The page is ours, and asks each operation for what is its own.
  const does = operations[op as keyof typeof operations] as (call: Call, asked: unknown) => unknown
  return does({ network, device, fault }, p)
}
