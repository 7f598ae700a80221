import { badRequest, forbidden } from './failure.ts'
import { type Entity, parseHtml } from './html.ts'
import { flagOf, intOf, isObject, jsonOf, type Params, textOf } from './params.ts'
import { type BotRecord, chatKey, type InlineButton, type PersonRecord, type WireMessage, type World } from './world.ts'

/** The checks that every sending and editing method shares, in Telegram's words. */
export interface Call {
  readonly world: World
  readonly bot: BotRecord
  readonly params: Params
}

/** Whom the call is to. @throws ApiFailure 400 for an unknown chat, 403 for one that cannot be written to */
export function recipient({ world, bot, params }: Call): PersonRecord {
  if (textOf(params, 'chat_id') === '') throw badRequest('chat_id is empty')
  const person = world.people.get(intOf(params, 'chat_id') ?? '')
  const chat = person && world.chats.get(chatKey(bot.id, person.id))
  if (!person || !chat) throw badRequest('chat not found')
  if (chat.blocked) throw forbidden('bot was blocked by the user')
  if (!chat.opened) throw forbidden("bot can't initiate conversation with a user")
  return person
}

export function messageText(params: Params): { text: string; entities?: unknown[] } {
  const given = textOf(params, 'text')
  if (given === '') throw badRequest('message text is empty')
  const { text, entities } = formatted(params, given, 'entities')
  if (text.trim() === '') throw badRequest('text must be non-empty')
  if (codePoints(text) > 4096) throw badRequest('message is too long')
  return { text, ...(entities.length > 0 && { entities }) }
}

export function messageCaption(params: Params): { caption?: string; caption_entities?: unknown[] } {
  const { text, entities } = formatted(params, textOf(params, 'caption'), 'caption_entities')
  if (codePoints(text) > 1024) throw badRequest('message caption is too long')
  if (text === '') return {}
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) }
}

function formatted(params: Params, text: string, field: string): { text: string; entities: (Entity | unknown)[] } {
  const mode = textOf(params, 'parse_mode').toLowerCase()
  if (mode === 'html') return parseHtml(text)
  // The Markdown modes exist at Telegram; the sandbox would rather refuse them than play them half.
  if (mode !== '') throw badRequest('unsupported parse_mode')
  const entities = jsonOf(params, field)
  return { text, entities: Array.isArray(entities) ? entities : [] }
}

const codePoints = (text: string) => [...text].length

export function replied({ world, bot, params }: Call, chat: number): { reply_to_message?: WireMessage } {
  const asked = jsonOf(params, 'reply_parameters')
  const inner: Params = { given: isObject(asked) ? asked : {}, uploads: params.uploads }
  const id = intOf(inner, 'message_id') ?? intOf(params, 'reply_to_message_id')
  if (id === undefined || id === 0) return {}
  const target = world.messages(bot.id, chat).get(id)
  if (target) return { reply_to_message: quotable(target.wire) }
  if (flagOf(inner, 'allow_sending_without_reply') || flagOf(params, 'allow_sending_without_reply')) return {}
  throw badRequest('message to be replied not found')
}

/** A quoted message does not carry what it quotes itself. */
export function quotable({ reply_to_message: _deeper, ...wire }: WireMessage): WireMessage {
  return wire
}

export function markup(params: Params): { reply_markup?: { inline_keyboard: InlineButton[][] } } {
  const given = jsonOf(params, 'reply_markup')
  if (given === undefined) return {}
  if (!isObject(given)) throw badRequest("can't parse reply keyboard markup JSON object")
  if (given.inline_keyboard === undefined) return {}
  const rows = given.inline_keyboard
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    throw badRequest('can\'t parse inline keyboard: Field "inline_keyboard" must be of type Array')
  const keyboard = rows.map(row => row.map(inlineButton)).filter(row => row.length > 0)
  if (keyboard.flat().length > 100) throw badRequest('REPLY_MARKUP_TOO_LONG')
  return keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}
}

function inlineButton(button: unknown): InlineButton {
  const cannot = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`)
  if (!isObject(button)) throw cannot('InlineKeyboardButton must be an Object')
  const { text, callback_data: data, url } = button
  if (typeof text !== 'string' || text.trim() === '') throw cannot('Can\'t find field "text"')
  if (typeof url === 'string') return { text, url: link(url) }
  if (typeof data !== 'string') throw cannot('Text buttons are unallowed in the inline keyboard')
  const bytes = Buffer.byteLength(data)
  if (bytes === 0 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID')
  return { text, callback_data: data }
}

function link(url: string): string {
  if (!URL.canParse(url)) throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  return url
}
