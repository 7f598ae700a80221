import { type Call, markup, messageCaption, messageText, recipient, replied } from './compose.ts'
import type { SendAs } from './contract.ts'
import { badRequest, tooLarge } from './failure.ts'
import { inspect, PHOTO_LIMIT, storeFile, UPLOAD_LIMIT, wireFile } from './files.ts'
import { isObject, jsonOf, type Params, textOf } from './params.ts'
import { toPhoneMessage } from './phone-message.ts'
import { type FileRecord, newAlbumId, newMessageId, seconds, type WireMessage, wireBot, wireChat } from './world.ts'

export function sendMessage(call: Call): WireMessage {
  const { params } = call
  const person = recipient(call)
  return place(call, person.id, { ...messageText(params), ...replied(call, person.id), ...markup(params) })
}

/** `sendPhoto`, `sendVoice` and the like. */
export const sendFile =
  (as: SendAs) =>
  async (call: Call): Promise<WireMessage> => {
    const person = recipient(call)
    const captionless = as === 'sticker' || as === 'video_note'
    const said = {
      ...(captionless ? {} : messageCaption(call.params)),
      ...replied(call, person.id),
      ...markup(call.params),
    }
    const files = await given(call, as, as)
    return place(call, person.id, { ...wireFile(files), ...said }, files)
  }

export function sendLocation(call: Call): WireMessage {
  const person = recipient(call)
  const latitude = Number(textOf(call.params, 'latitude') || Number.NaN)
  const longitude = Number(textOf(call.params, 'longitude') || Number.NaN)
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw badRequest('wrong latitude/longitude specified')
  return place(call, person.id, { location: { latitude, longitude }, ...replied(call, person.id) })
}

const GROUPED = ['photo', 'video', 'document', 'audio'] as const

export async function sendMediaGroup(call: Call): Promise<WireMessage[]> {
  const person = recipient(call)
  const items = mediaItems(call.params)
  const reply = replied(call, person.id)
  const ready = []
  for (const { as, item } of items) {
    const inner: Call = { ...call, params: { given: item, uploads: call.params.uploads } }
    ready.push({ files: await given(inner, as, 'media'), caption: messageCaption(inner.params) })
  }
  const media_group_id = newAlbumId(call.world)
  return ready.map(({ files, caption }) =>
    place(call, person.id, { ...wireFile(files), ...caption, ...reply, media_group_id }, files),
  )
}

function mediaItems(params: Params): { as: SendAs; item: Record<string, unknown> }[] {
  const media = jsonOf(params, 'media')
  if (!Array.isArray(media)) throw badRequest("can't parse media JSON object")
  if (media.length < 2 || media.length > 10) throw badRequest('group of media must include 2-10 items')
  const items = media.map(item => {
    const as = isObject(item) ? GROUPED.find(kind => kind === item.type) : undefined
    if (!as || !isObject(item)) throw badRequest('can\'t parse InputMedia: Field "type" is not one that can be grouped')
    return { as, item }
  })
  const kinds = new Set(items.map(({ as }) => (as === 'video' ? 'photo' : as)))
  if (kinds.size > 1) throw badRequest("document can't be mixed with other media types")
  return items
}

/** An upload, an `attach://` to one, or a file the bot already knows by its id. */
async function given({ world, bot, params }: Call, as: SendAs, field: string): Promise<FileRecord[]> {
  const value = textOf(params, field)
  const upload = params.uploads.get(value.startsWith('attach://') ? value.slice(9) : field)
  if (upload) {
    if (upload.bytes.length > (as === 'photo' ? PHOTO_LIMIT : UPLOAD_LIMIT)) throw tooLarge()
    return storeFile(world, bot.id, as, await inspect(as, upload.bytes, upload.name))
  }
  if (value === '') throw badRequest(`there is no ${as.replaceAll('_', ' ')} in the request`)
  if (/^https?:/.test(value)) throw badRequest('failed to get HTTP URL content')
  const known = world.files.get(value)
  if (!known || known.bot !== bot.id) throw badRequest('wrong file identifier/HTTP URL specified')
  if (known.as !== as) throw badRequest(`can't use file of type ${known.as} as ${as}`)
  return [known]
}

function place(call: Call, person: number, body: Record<string, unknown>, files: FileRecord[] = []): WireMessage {
  const { world, bot } = call
  const to = world.people.get(person)
  if (!to) throw badRequest('chat not found')
  const wire: WireMessage = {
    message_id: newMessageId(world, bot.id),
    from: wireBot(bot),
    chat: wireChat(to),
    date: seconds(world.clock.now()),
    ...body,
  }
  const record = { wire, from: 'bot' as const, files: files.slice(-1).map(file => file.id), update: null }
  world.messages(bot.id, person).put(wire.message_id, record)
  world.emit(bot.id, { kind: 'message', person, message: toPhoneMessage(world, bot.id, record) })
  return wire
}
