import type { Answers, Call } from './call.ts'
import { changeAttributes, edit, react, revoke } from './changes.ts'
import { store } from './deliver.ts'
import { seconds, serialise } from './ids.ts'
import { push } from './line.ts'
import type { MessageRecord } from './messages.ts'
import type { Network } from './network.ts'
import { tellMessage } from './phone-message.ts'
import type { Operations, WireMessage } from './protocol.ts'
import { toSent } from './sent.ts'
import { fileAt } from './world.ts'

type Sending = 'preSend' | 'prepMedia' | 'upload' | 'sendMsg' | 'edit' | 'revoke' | 'reaction'

/** What a page sends. */
export const sending: Answers<Sending> = {
  preSend: () => true,
  prepMedia: () => true,
  upload: (_call, { mimetype, type, filehash }) => ({
    url: `/upload?${new URLSearchParams({ mimetype, type, filehash })}`,
  }),
  sendMsg,
  edit({ network, device }, { id, text }) {
    edit(network, { phone: device.phone, device: device.id }, id, text)
    network.events.log('edited', { id, text })
    return true
  },
  revoke({ network, device }, { id, newId }) {
    revoke(network, { phone: device.phone, device: device.id }, id, { newId })
    network.events.log('revoked_by_business', { id })
    return true
  },
  reaction({ network, device }, { id, text }) {
    react(network, { phone: device.phone, device: device.id }, id, { from: 'shop', emoji: text })
    network.events.log('reaction', { phone: device.phone, id, text })
    return true
  },
}

function sendMsg(call: Call, { msg }: { msg: WireMessage }): Operations['sendMsg']['gives'] {
  const { network, fault } = call
  const id = serialise(msg.id)
  if (fault?.mode === 'nack') {
    network.events.log('send_nacked', { id })
    return { nack: fault.code ?? 463 }
  }
  if (fault?.mode === 'silent') {
    network.events.log('send_swallowed', { id })
    return { silent: true }
  }
  const record = accept(call, msg)
  if (fault?.mode !== 'lostAck') return { t: record.wire.t }
  network.events.log('send_ack_lost', { id })
  return { silent: true }
}

/** A page that lost its connection asks twice: the second is the same message. */
function accept({ network, device }: Call, msg: WireMessage): MessageRecord {
  const { phone } = device
  const { world, events } = network
  const before = world.messages(phone).find(msg.id.id)
  if (before?.byPage) return before
  const { fromMe: _out, ...key } = msg.id
  const { isNewMsg: _new, ...rest } = msg
  const record = store(network, phone, { ...rest, id: { ...key, fromMe: true }, ack: 1, t: msg.t || seconds() }, true)
  const file = fileAt(world, msg.directPath)
  if (file && msg.filename) world.files.put(file.id, { ...file, name: msg.filename })
  tellMessage(world, phone, record)
  const { serialized, to, type, body, caption, bytes } = toSent(world, phone, record)
  events.log('sent_by_business', { phone, id: serialized, to, kind: type, body, caption, size: bytes?.length })
  push(network, phone, 'msg', { msg: record.wire }, device.id)
  acknowledge(network, phone, serialized)
  return record
}

/** The customer's phone does what it was told to do by itself. */
function acknowledge(network: Network, phone: string, id: string): void {
  const { autoAck } = network.phoneBehaviour(phone)
  if (!autoAck) return
  const ack = (level: number) => {
    if (network.world.messages(phone).find(id)) changeAttributes(network, { phone }, id, { ack: level })
  }
  network.timers.later(60, () => ack(2))
  if (autoAck === 'read') network.timers.later(160, () => ack(3))
}
