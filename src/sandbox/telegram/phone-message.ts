import type { PhoneMessage } from './contract.ts'
import { isObject } from './params.ts'
import type { MessageRecord, World } from './world.ts'

/** A message as the phone shows it. */
export function toPhoneMessage(world: World, bot: number, { wire, from, files, update }: MessageRecord): PhoneMessage {
  return {
    id: wire.message_id,
    from,
    date: new Date(wire.date * 1000),
    text: wire.text ?? wire.caption ?? '',
    files: files.flatMap(id => {
      const file = world.files.get(id)
      return file ? [{ as: file.as, name: file.name, bytes: file.bytes, fileId: id }] : []
    }),
    buttons: (wire.reply_markup?.inline_keyboard ?? []).map(row =>
      row.map(button => ({ label: button.text, data: button.callback_data ?? button.url ?? '' })),
    ),
    replyTo: wire.reply_to_message?.message_id ?? null,
    mediaGroup: wire.media_group_id ?? null,
    edited: wire.edit_date !== undefined,
    location: isObject(wire.location) ? place(wire.location) : null,
    contact: isObject(wire.contact) ? card(wire.contact) : null,
    fetched: from === 'customer' && update !== null && !world.updates(bot).has(update),
  }
}

const place = (location: Record<string, unknown>) => ({
  latitude: Number(location.latitude),
  longitude: Number(location.longitude),
})
const card = (contact: Record<string, unknown>) => ({
  name: String(contact.first_name ?? ''),
  phone: String(contact.phone_number ?? ''),
})
