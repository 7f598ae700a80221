import type { Speech } from './language.ts'
import type { Message } from './model.ts'

/** A message in one line. */
export function preview({ t }: Speech, message: Message): string {
  if (message.revoked) return t.revoked
  if (message.text) return message.text
  if (message.location) return t.mapPin
  if (message.contact) return message.contact.phone
  const [file] = message.files
  const names = {
    photo: '🖼',
    voice: `🎤 ${t.voice}`,
    video: t.video,
    video_note: t.video,
    audio: '🎵',
    sticker: '🙂',
    animation: 'GIF',
  }
  return file ? (file.as === 'document' ? file.name : names[file.as]) : '…'
}
