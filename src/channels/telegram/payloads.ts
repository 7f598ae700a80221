import { z } from 'zod'
import { storable } from '../../text/canonical.ts'
import { cleanName } from '../../text/names.ts'

/** What we read of Telegram's objects. A field that is not as it should be counts as absent, so that its message is still kept. */
const words = z.string().transform(storable)
const name = z.string().transform(cleanName)
/** Since 1970. */
const seconds = z.int().min(0).max(0xffffffff)
/** What both databases keep as a whole number. */
const measure = z.int().min(0).max(0x7fffffff)
const maybe = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

const person = z.object({
  id: z.int(),
  is_bot: maybe(z.boolean()),
  first_name: maybe(name),
  last_name: maybe(name),
  username: maybe(name),
  language_code: maybe(name),
})

const chat = person.omit({ is_bot: true, language_code: true }).extend({ type: z.string() })

const file = z.object({
  file_id: z.string().min(1),
  file_size: maybe(z.int().nonnegative()),
  file_name: maybe(name),
  mime_type: maybe(name),
  width: maybe(measure),
  height: maybe(measure),
  duration: maybe(measure),
})

const sticker = file.extend({ is_animated: maybe(z.boolean()), is_video: maybe(z.boolean()) })
const place = z.object({ latitude: z.number(), longitude: z.number() })

export const message = z.object({
  message_id: z.int(),
  date: seconds,
  edit_date: maybe(seconds),
  chat,
  from: maybe(person),
  business_connection_id: maybe(z.string()),
  text: maybe(words),
  caption: maybe(words),
  media_group_id: maybe(z.string()),
  reply_to_message: maybe(z.object({ message_id: z.int() })),
  forward_origin: maybe(z.unknown()),
  forward_date: maybe(z.int()),
  photo: maybe(z.array(file).min(1)),
  animation: maybe(file),
  document: maybe(file),
  voice: maybe(file),
  video: maybe(file),
  video_note: maybe(file),
  audio: maybe(file),
  sticker: maybe(sticker),
  location: maybe(place),
  venue: maybe(z.object({ location: place, title: name, address: maybe(name) })),
  contact: maybe(
    z.object({
      phone_number: name,
      first_name: maybe(name),
      last_name: maybe(name),
      user_id: maybe(z.int()),
    }),
  ),
})

export const press = z.object({
  id: z.string(),
  from: person,
  /** Also an old message whose content is no longer to be had: those two fields are still there. */
  message: z.object({ message_id: z.int(), chat }),
  data: words,
})

export const membership = z.object({
  chat,
  from: person,
  date: seconds,
  new_chat_member: z.object({ status: z.string() }),
})

/** The least by which the sender of an update of any kind can be told. */
export const anything = z.object({
  chat: maybe(chat),
  message: maybe(z.object({ chat })),
  from: maybe(person),
  user: maybe(person),
  date: maybe(seconds),
  business_connection_id: maybe(z.string()),
})

export const update = z.looseObject({ update_id: z.int() })

/** Those of a batch that can be told apart; null where there are none among them. One that cannot must not hold up the others. */
export const updatesOf = (batch: unknown): Update[] | null => {
  const all = z.array(z.unknown()).parse(batch)
  const found = all.flatMap(each => update.safeParse(each).data ?? [])
  return found.length === 0 && all.length > 0 ? null : found
}

export type Person = z.infer<typeof person>
export type Message = z.infer<typeof message>
export type File = z.infer<typeof file>
/** One update as it came, its content not yet looked at. */
export type Update = z.infer<typeof update>
