import { quotable } from './compose.ts'
import type { CustomerPhone, PhoneFile, PhoneMessage, SendAs } from './contract.ts'
import { storeFile, wireFile } from './files.ts'
import { createInbox } from './phone-inbox.ts'
import { toPhoneMessage } from './phone-message.ts'
import type { Queue } from './queue.ts'
import {
  type ChatRecord,
  chatKey,
  type MessageRecord,
  newAlbumId,
  newMessageId,
  opaque,
  type PersonRecord,
  seconds,
  type WireMessage,
  type World,
  wireBot,
  wireChat,
  wireUser,
} from './world.ts'

interface Said {
  replyTo?: number
  date?: Date
  forwarded?: boolean
  files?: string[]
}

/** A callback query that is not fetched by then is gone, in ms. */
const QUERY_LIFE = 150_000

export function createPhone(world: World, bot: number, person: PersonRecord, queue: Queue): CustomerPhone {
  const messages = world.messages(bot, person.id)
  const key = chatKey(bot, person.id)
  const head = () => ({ from: wireUser(person), chat: wireChat(person) })
  const show = (record: MessageRecord) => toPhoneMessage(world, bot, record)
  const tell = (record: MessageRecord) => world.emit(bot, { kind: 'message', person: person.id, message: show(record) })
  const chat = () => world.chats.get(key) as ChatRecord
  const list = () => [...messages.values()].map(show)
  const inbox = createInbox(world, bot, person.id, list)

  function say(body: Record<string, unknown>, { replyTo, date, forwarded, files = [] }: Said = {}): number {
    if (chat().blocked) turn(false)
    if (!chat().opened) world.chats.put(key, { ...chat(), opened: true })
    const at = seconds(date ?? world.clock.now())
    const wire: WireMessage = {
      message_id: newMessageId(world, bot),
      ...head(),
      date: at,
      ...(forwarded && { forward_origin: { type: 'hidden_user', sender_user_name: '—', date: at } }),
      ...(replyTo !== undefined && { reply_to_message: quotable(own(replyTo).wire) }),
      ...body,
    }
    const update = queue.add('message', person.id, wire, { message: wire.message_id })
    const record: MessageRecord = { wire, from: 'customer', files, update }
    messages.put(wire.message_id, record)
    tell(record)
    return wire.message_id
  }

  function own(id: number): MessageRecord {
    const found = messages.get(id)
    if (!found) throw new Error(`No message ${id} in this chat`)
    return found
  }

  function turn(blocked: boolean): void {
    if (chat().blocked === blocked) return
    world.chats.put(key, { ...chat(), blocked })
    const me = world.bots.get(bot)
    const user = me && wireBot(me)
    const [before, now] = blocked ? ['member', 'kicked'] : ['kicked', 'member']
    queue.add('my_chat_member', person.id, {
      ...head(),
      date: seconds(world.clock.now()),
      old_chat_member: { user, status: before },
      new_chat_member: { user, status: now, ...(blocked && { until_date: 0 }) },
    })
    world.emit(bot, { kind: 'person', person: person.id })
  }

  function send(as: SendAs, file: PhoneFile, options: Parameters<CustomerPhone['send']>[2] = {}): number {
    const { caption, mediaGroup, ...said } = options
    const files = storeFile(world, bot, as, file)
    const words = { ...(caption && { caption }), ...(mediaGroup && { media_group_id: mediaGroup }) }
    return say({ ...wireFile(files), ...words }, { ...said, files: files.slice(-1).map(({ id }) => id) })
  }

  return {
    id: person.id,
    person,
    get blocked() {
      return chat().blocked
    },
    start: payload => sayText(payload ? `/start ${payload}` : '/start', {}, say),
    say: (text, options = {}) => sayText(text, options, say),
    send,
    album(files, { caption, date } = {}) {
      const mediaGroup = newAlbumId(world)
      const more = { mediaGroup, ...(date && { date }) }
      return files.map((file, index) => send('photo', file, { ...more, ...(index === 0 && caption && { caption }) }))
    },
    location: (latitude, longitude) => say({ location: { latitude, longitude } }),
    contact: (phone, mine) => say({ contact: card(person, phone, mine) }),
    raw: body => say(body),
    edit(id, text) {
      const message = own(id)
      if (message.from !== 'customer') throw new Error('A customer edits what the customer wrote')
      const field = message.files.length > 0 ? 'caption' : 'text'
      const wire = { ...message.wire, [field]: text, edit_date: seconds(world.clock.now()) }
      queue.add('edited_message', person.id, wire)
      messages.put(id, { ...message, wire })
      tell({ ...message, wire })
    },
    press(id, label) {
      const message = own(id)
      const button = message.wire.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label)
      if (!button) throw new Error(`No button "${label}" under message ${id}`)
      if (button.callback_data === undefined) return
      press(world, bot, person, queue, { message: message.wire, data: button.callback_data })
    },
    block: () => turn(true),
    unblock: () => turn(false),
    messages: (): PhoneMessage[] => list(),
    next: inbox.next,
  }
}

/** A longer text leaves an app as several messages; gives the last one's id. */
function sayText(text: string, options: Said, say: (body: Record<string, unknown>, said: Said) => number): number {
  const points = [...text]
  for (; points.length > 4096; ) say({ text: points.splice(0, 4096).join('') }, options)
  const rest = points.join('')
  const command = /^\/\w+/.exec(rest)?.[0]
  const entities = command && [{ type: 'bot_command', offset: 0, length: command.length }]
  return say({ text: rest, ...(entities && { entities }) }, options)
}

/** Telegram itself fills in whose card it is: somebody else's has no id here. */
const card = (person: PersonRecord, phone: string, mine: boolean) => ({
  phone_number: phone,
  first_name: mine ? person.firstName : 'A friend',
  ...(mine && person.lastName && { last_name: person.lastName }),
  ...(mine && { user_id: person.id }),
})

function press(
  world: World,
  bot: number,
  person: PersonRecord,
  queue: Queue,
  pressed: { message: WireMessage; data: string },
): void {
  const id = String(world.next('query', () => 4_000_000_000_000_000))
  world.queries.put(id, { bot, person: person.id, at: world.clock.now().getTime() })
  const query = { id, from: wireUser(person), chat_instance: opaque(8), ...pressed }
  queue.add('callback_query', person.id, query, { lifeMs: QUERY_LIFE })
}
