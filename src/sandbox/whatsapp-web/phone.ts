import { changeAttributes, edit, messageOf, react, revoke } from './changes.ts'
import type { Ack, BusinessPhone, Delivered, HandSent } from './contract.ts'
import { blank, deliver } from './deliver.ts'
import { newMessageId } from './ids.ts'
import { push, unlink } from './line.ts'
import { mediaAttributes } from './media.ts'
import { serialised } from './messages.ts'
import { devicesOf, type Network, tell } from './network.ts'
import type { Pairings } from './pairing.ts'
import { createPeople } from './people.ts'
import { createSentMessages } from './waiting.ts'
import type { PhoneRecord } from './world.ts'

export function createPhone(network: Network, pairings: Pairings, { number, pn }: PhoneRecord): BusinessPhone {
  const { world } = network
  const messages = world.messages(number)
  const sent = createSentMessages(world, number, messages)
  const people = createPeople(network, number, sent)
  const by = { phone: number }
  return {
    number,
    pn,
    get pushname() {
      return world.phones.get(number)?.pushname ?? ''
    },
    behaviour: network.phoneBehaviour(number),
    get online() {
      return devicesOf(network, number).some(({ id }) => network.pages.of(id))
    },
    get devices() {
      return devicesOf(network, number).map(({ id }) => id)
    },
    get sent() {
      return sent.all()
    },
    scanQr: qr => pairings.byQr(number, qr),
    scanShown: () => pairings.byShown(number) !== null,
    enterPairingCode: code => pairings.byCode(number, code),
    ...connection(network, number),
    ...people,
    sendFromPhone: (to, content, { as } = {}) => byHand(network, number, people.customer(to).wid(as), content),
    edit: (id, text) => edit(network, by, id, text),
    revoke: id => revoke(network, by, id, { newId: newMessageId() }),
    react: (id, emoji) => react(network, by, id, { from: 'shop', emoji }),
    redeliver: id => push(network, number, 'msg', { msg: messageOf(network, number, id).wire, force: true }),
    ack: (id, level = 'delivered') => changeAttributes(network, by, id, { ack: ackOf(level) }),
    patch: (id, attrs) => changeAttributes(network, by, id, attrs),
    deleteForMe(id) {
      const record = messageOf(network, number, id)
      push(network, number, 'remove', { id: serialised(record) })
      messages.put({ ...record, hidden: true })
    },
    waitForSent: (fits = () => true, ms) => sent.waitFor(fits, ms),
  }
}

const ACKS = { error: -1, pending: 0, server: 1, delivered: 2, read: 3, played: 4 }
const ackOf = (level: Ack) => (typeof level === 'number' ? level : ACKS[level])

type Connection = 'logout' | 'drop' | 'setState' | 'reloadPage' | 'freezePage' | 'evalInPage' | 'resync'

function connection(network: Network, number: string): Pick<BusinessPhone, Connection> {
  const pages = () => devicesOf(network, number).map(({ id }) => network.pages.of(id))
  return {
    logout({ how = 'LOGOUT', device } = {}) {
      for (const { id } of devicesOf(network, number)) {
        if (device && id !== device) continue
        network.pages.of(id)?.send({ t: 'unlinked', how })
        unlink(network, id)
        network.events.log('unlinked', { device: id })
      }
    },
    async drop(ms = 1000) {
      const behaviour = network.phoneBehaviour(number)
      behaviour.offline = true
      for (const page of pages()) page?.close()
      await network.timers.pause(ms)
      behaviour.offline = false
    },
    setState: state => tell(network, number, { t: 'state', state }),
    reloadPage: () => tell(network, number, { t: 'reload' }),
    freezePage: ms => tell(network, number, { t: 'hang', ms }),
    evalInPage: code => tell(network, number, { t: 'eval', code }),
    resync: () => tell(network, number, { t: 'synced', flap: true }),
  }
}

function byHand(network: Network, phone: string, to: string, content: string | HandSent): Delivered {
  const { text, image } = typeof content === 'string' ? { text: content, image: undefined } : content
  const said = image ? { ...picture(network, image), caption: text } : { type: 'chat', body: text }
  const notifyName = network.world.phones.get(phone)?.pushname
  const key = { fromMe: true, remote: to, id: newMessageId() }
  return deliver(network, phone, blank(key, { from: `${phone}@c.us`, to, notifyName, ...said }))
}

const picture = ({ world }: Network, { bytes, mimetype = 'image/jpeg' }: NonNullable<HandSent['image']>) =>
  mediaAttributes(world, bytes, { type: 'image', mimetype })
