import { isDeepStrictEqual } from 'node:util'
import { type Call, markup, messageCaption, messageText, recipient } from './compose.ts'
import { badRequest } from './failure.ts'
import { flagOf, intOf, jsonOf, textOf } from './params.ts'
import { toPhoneMessage } from './phone-message.ts'
import { type MessageRecord, seconds, type WireMessage } from './world.ts'

const TWO_DAYS = 172_800
/** How long a pressed button waits for its answer, in ms. */
const ANSWERABLE = 60_000

export const editMessageText = (call: Call) =>
  edit(call, ({ wire }) => {
    if (wire.text === undefined) throw badRequest('there is no text in the message to edit')
    return { ...without(wire, ['entities', 'reply_markup']), ...messageText(call.params), ...markup(call.params) }
  })

export const editMessageCaption = (call: Call) =>
  edit(call, ({ wire, files }) => {
    if (files.length === 0) throw badRequest('there is no caption in the message to edit')
    const rest = without(wire, ['caption', 'caption_entities', 'reply_markup'])
    return { ...rest, ...messageCaption(call.params), ...markup(call.params) }
  })

export const editMessageReplyMarkup = (call: Call) =>
  edit(call, ({ wire }) => ({ ...without(wire, ['reply_markup']), ...markup(call.params) }))

function edit(call: Call, change: (message: MessageRecord) => WireMessage): WireMessage {
  const { world, bot } = call
  const person = recipient(call)
  const messages = world.messages(bot.id, person.id)
  const message = messages.get(intOf(call.params, 'message_id') ?? '')
  if (!message) throw badRequest('message to edit not found')
  if (message.from !== 'bot') throw badRequest("message can't be edited")
  const wire = change(message)
  if (isDeepStrictEqual(wire, message.wire))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  const edited = { ...message, wire: { ...wire, edit_date: seconds(world.clock.now()) } }
  messages.put(wire.message_id, edited)
  world.emit(bot.id, { kind: 'message', person: person.id, message: toPhoneMessage(world, bot.id, edited) })
  return edited.wire
}

function without(wire: WireMessage, names: string[]): WireMessage {
  // The names given are never among those that every message has.
  return Object.fromEntries(Object.entries(wire).filter(([name]) => !names.includes(name))) as WireMessage
}

export function deleteMessage(call: Call): true {
  remove(call, intOf(call.params, 'message_id'))
  return true
}

export function deleteMessages(call: Call): true {
  const ids = jsonOf(call.params, 'message_ids')
  if (!Array.isArray(ids) || ids.length > 100) throw badRequest("can't parse message identifiers JSON object")
  const known = call.world.messages(call.bot.id, recipient(call).id)
  for (const id of ids) if (known.has(Number(id))) remove(call, Number(id))
  return true
}

function remove(call: Call, id: number | undefined): void {
  const { world, bot } = call
  const person = recipient(call)
  const messages = world.messages(bot.id, person.id)
  const message = messages.get(id ?? '')
  if (!message) throw badRequest('message to delete not found')
  if (seconds(world.clock.now()) - message.wire.date > TWO_DAYS)
    throw badRequest("message can't be deleted for everyone")
  messages.delete(message.wire.message_id)
  world.emit(bot.id, { kind: 'deleted', person: person.id, messageId: message.wire.message_id })
}

export function answerCallbackQuery({ world, bot, params }: Call): true {
  const id = textOf(params, 'callback_query_id')
  const query = world.queries.get(id)
  if (!query || query.bot !== bot.id || world.clock.now().getTime() - query.at > ANSWERABLE)
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  const text = textOf(params, 'text')
  if ([...text].length > 200) throw badRequest('MESSAGE_TOO_LONG')
  world.queries.delete(id)
  world.emit(bot.id, { kind: 'answer', person: query.person, text, alert: flagOf(params, 'show_alert') })
  return true
}

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]

export function sendChatAction(call: Call): true {
  const person = recipient(call)
  const action = textOf(call.params, 'action').toLowerCase()
  if (!ACTIONS.includes(action)) throw badRequest('wrong parameter action in request')
  call.world.emit(call.bot.id, { kind: 'action', person: person.id, action })
  return true
}
