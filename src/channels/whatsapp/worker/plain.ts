import type { WaMessage } from '../protocol.ts'

type Model = Record<string, unknown>

/** A message model of the page, or what the library makes of one, in plain words. Null where it names no chat with a person. */
export function plainMessage(model: Model): WaMessage | null {
  const key = objectOf(model.id)
  const id = textOf(key.id)
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
    t: numberOf(model.t) ?? 0,
    ack: numberOf(model.ack) ?? 0,
    name: textOf(model.notifyName),
    quotedId: textOf(model.quotedStanzaID) || null,
    parentId: idIn(model.parentMsgKey),
    forwarded: model.isForwarded === true,
    editedMs: numberOf(model.latestEditSenderTimestampMs) ?? 0,
    revokedId: type === 'revoked' ? (idIn(model.protocolMessageKey) ?? id) : null,
    media: hasMedia ? mediaOf(model) : null,
    size: sizeOf(model),
    location: type === 'location' ? locationOf(model) : null,
    vcards: vcardsOf(model, type),
    poll: type === 'poll_creation' ? pollOf(model) : null,
  }
}

/** Groups, status posts, newsletters and broadcasts are nobody's private thread. */
export const isPerson = (chat: string): boolean => /^\d+@(c\.us|lid)$/.test(chat)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
const objectOf = (value: unknown): Model => (typeof value === 'object' && value !== null ? (value as Model) : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A wid comes as its text, or as an object that holds it. */
export const widOf = (value: unknown): string =>
  typeof value === 'string' ? value : textOf(objectOf(value)._serialized ?? objectOf(value).$1)

/** The id within a message key, which comes as an object or as `<fromMe>_<chat>_<id>`. */
function idIn(key: unknown): string | null {
  const id = typeof key === 'string' ? key.split('_')[2] : textOf(objectOf(key).id)
  return id || null
}

const mediaOf = (model: Model): WaMessage['media'] => ({
  mime: textOf(model.mimetype),
  bytes: numberOf(model.size),
  filename: textOf(model.filename) || null,
  seconds: numberOf(model.duration),
  gif: model.isGif === true,
})

function sizeOf(model: Model): WaMessage['size'] {
  const [width, height] = [numberOf(model.width), numberOf(model.height)]
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
