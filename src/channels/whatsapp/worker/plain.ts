import type { WaMessage, WaPerson, WaReaction } from '../protocol.ts'

type Model = Record<string, unknown>

/** What a sender claims is bounded to what a database keeps, or an event would be offered to it in vain for ever. */
const MOST_ID = 200
const MOST_EMOJI = 64
const MOST_WHOLE = 2 ** 31 - 1
/** The year 2100. */
const MOST_MS = 4_102_444_800_000
const DAY_S = 86_400

/** A message model of the page, or what the library makes of one, in plain words. Null where it names no chat with a person. */
export function plainMessage(model: Model): WaMessage | null {
  const key = objectOf(model.id)
  const id = idOf(key.id)
  const chat = widOf(key.remote)
  if (!id || !isPerson(chat) || model.isStatusV3 === true) return null
  const type = textOf(model.type)
  const hasMedia = typeof model.directPath === 'string' && model.directPath !== ''
  return {
    id,
    fromMe: key.fromMe === true,
    chat,
    type,
    // The body of a picture or a place is a small picture of it.
    body: hasMedia || type === 'location' ? '' : textOf(model.body),
    caption: textOf(model.caption),
    t: wholeOf(model.t, Math.floor(Date.now() / 1000) + DAY_S) ?? 0,
    ack: numberOf(model.ack) ?? 0,
    name: textOf(model.notifyName),
    quotedId: idOf(model.quotedStanzaID) || null,
    parentId: idIn(model.parentMsgKey),
    forwarded: model.isForwarded === true,
    editedMs: wholeOf(model.latestEditSenderTimestampMs, MOST_MS) ?? 0,
    revokedId: type === 'revoked' ? (idIn(model.protocolMessageKey) ?? id) : null,
    media: hasMedia ? mediaOf(model) : null,
    size: sizeOf(model),
    location: type === 'location' ? locationOf(model) : null,
    vcards: vcardsOf(model, type),
    poll: type === 'poll_creation' ? pollOf(model) : null,
  }
}

/** What somebody thinks of a message; null where it names none, or no person's chat. */
export function plainReaction(chat: string, { on, emoji, t, fromMe }: Model): WaReaction | null {
  const target = idOf(on)
  if (!target || !isPerson(chat)) return null
  const sign = textOf(emoji)
  return {
    chat,
    on: target,
    emoji: sign.length > MOST_EMOJI ? '' : sign,
    t: wholeOf(t, MOST_MS / 1000) ?? 0,
    fromMe: fromMe === true,
  }
}

/** A name that is none would make one person of all who have it. */
export const plainPerson = ({ name, pn, lid }: { [K in keyof WaPerson]: unknown }): WaPerson => ({
  name: textOf(name),
  pn: /^\d{5,}@c\.us$/.test(textOf(pn)) ? textOf(pn) : null,
  lid: /^\d{5,}@lid$/.test(textOf(lid)) ? textOf(lid) : null,
})

/** Groups, status posts, newsletters and broadcasts are nobody's private thread. */
export const isPerson = (chat: string): boolean => /^\d+@(c\.us|lid)$/.test(chat)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
/** Never negative; too much is the most there is. */
const wholeOf = (value: unknown, most: number): number | null => {
  const number = numberOf(value)
  return number === null ? null : Math.max(0, Math.min(Math.round(number), most))
}
/** No client makes longer ones. */
const idOf = (value: unknown): string => (textOf(value).length > MOST_ID ? '' : textOf(value))
const objectOf = (value: unknown): Model => (typeof value === 'object' && value !== null ? (value as Model) : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A wid comes as its text, or as an object that holds it. */
export const widOf = (value: unknown): string =>
  typeof value === 'string' ? value : textOf(objectOf(value)._serialized ?? objectOf(value).$1)

/** The id within a message key, which comes as an object or as `<fromMe>_<chat>_<id>`. */
function idIn(key: unknown): string | null {
  return idOf(typeof key === 'string' ? key.split('_')[2] : objectOf(key).id) || null
}

const mediaOf = (model: Model): WaMessage['media'] => ({
  mime: textOf(model.mimetype),
  bytes: wholeOf(model.size, Number.MAX_SAFE_INTEGER),
  filename: textOf(model.filename) || null,
  seconds: wholeOf(model.duration, MOST_WHOLE),
  gif: model.isGif === true,
})

function sizeOf(model: Model): WaMessage['size'] {
  const [width, height] = [wholeOf(model.width, MOST_WHOLE), wholeOf(model.height, MOST_WHOLE)]
  return width && height ? { width, height } : null
}

function locationOf(model: Model): WaMessage['location'] {
  const [latitude, longitude] = [numberOf(model.lat), numberOf(model.lng)]
  if (latitude === null || longitude === null) return null
  return { latitude, longitude, title: textOf(model.loc).split('\n').filter(Boolean).join(', ') }
}

function vcardsOf(model: Model, type: string): string[] {
  if (type === 'vcard') return [textOf(model.body)]
  if (type !== 'multi_vcard') return []
  return listOf(model.vcardList).map(card => textOf(objectOf(card).vcard))
}

const pollOf = (model: Model): WaMessage['poll'] => ({
  name: textOf(model.pollName),
  options: listOf(model.pollOptions).map(option => textOf(objectOf(option).name)),
})
