import type { Extras, FileKind } from './message.ts'

const signs: Record<FileKind, string> = {
  photo: '📷',
  video: '🎬',
  voice: '🎤',
  audio: '🎵',
  document: '📄',
  sticker: '🙂',
  video_note: '🎬',
  animation: '🎞️',
}

/** What stands for a message without words in a list: the same in every language. */
export function signOf({ files, extras = {} }: { files: readonly { kind: FileKind }[]; extras?: Extras }): string {
  const [first] = files
  if (first) return signs[first.kind]
  if (extras.location) return '📍'
  if (extras.contact) return '👤'
  return extras.unsupported ? '❔' : ''
}
