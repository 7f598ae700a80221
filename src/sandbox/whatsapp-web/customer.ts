import { edit, react, revoke } from './changes.ts'
import type { WhatsAppCustomer } from './contract.ts'
import { lidOf, widOf } from './customers.ts'
import { blank, deliver } from './deliver.ts'
import { digits, hex, newMessageId } from './ids.ts'
import { push } from './line.ts'
import type { Network } from './network.ts'
import { toPhoneMessage } from './phone-message.ts'
import { createSaying } from './saying.ts'
import type { SentMessages } from './waiting.ts'
import type { CustomerRecord } from './world.ts'

export function createCustomer(network: Network, phone: string, number: string, sent: SentMessages): WhatsAppCustomer {
  const { world } = network
  const table = world.customers(phone)
  // Its one maker has put it there.
  const record = () => table.get(number) as CustomerRecord
  const isMine = (to: string) => [number, record().lid].includes(digits(to))

  /** Who speaks from a LID has one from then on. */
  function wid(as = record().as): string {
    if (as === 'lid' && !record().lid) table.put(number, { ...record(), lid: lidOf(record()) })
    return widOf(record(), as)
  }

  const chats = () => [`${number}@c.us`, ...(record().lid ? [`${record().lid}@lid`] : [])]
  const by = { phone }
  return {
    number,
    get lid() {
      return record().lid
    },
    get pushname() {
      return record().pushname
    },
    wid,
    messages: () =>
      chats()
        .flatMap(chat => world.messages(phone).of(chat))
        .sort((a, b) => a.n - b.n)
        .flatMap(message => toPhoneMessage(world, message) ?? []),
    get received() {
      return sent.all().filter(({ to }) => isMine(to))
    },
    waitForMessage: (fits = () => true, ms) => sent.waitFor(message => isMine(message.to) && fits(message), ms),
    ...createSaying(network, phone, { record, wid }),
    status(body) {
      const from = wid()
      const id = { fromMe: false, remote: 'status@broadcast', id: newMessageId(record().platform), participant: from }
      const story = { from: id.remote, author: from, to: `${phone}@c.us`, type: 'chat', body, isStatusV3: true }
      return deliver(network, phone, blank(id, story))
    },
    edit: (id, body) => edit(network, by, id, body),
    revoke: (id, { sameId, oneStep } = {}) =>
      revoke(network, by, id, {
        oneStep: oneStep ?? false,
        newId: sameId ? undefined : newMessageId(record().platform),
      }),
    react: (id, emoji, { as } = {}) => react(network, by, id, { from: wid(as), emoji }),
    call: ({ video = false } = {}) => push(network, phone, 'call', { id: hex(16), peerJid: wid(), isVideo: video }),
  }
}
