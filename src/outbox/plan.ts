import type { ChannelLimits } from '../channels/channel.ts'
import type { FileId, MessageId } from '../domain/ids.ts'
import type { Extras, FileKind } from '../domain/message.ts'
import type { PlannedPart } from '../storage/tables.ts'
import { toPersianDigits } from '../text/digits.ts'
import { directionOf } from '../text/direction.ts'
import { lengthOf, splitText } from '../text/length.ts'

export interface Words {
  text: string
  buttons?: Extras['buttons']
  files?: { id: FileId; kind: FileKind }[]
  replyTo?: MessageId
}

/** What albums are made of. */
const inAlbums: FileKind[] = ['photo', 'video']

/**
 * One message as the parts a channel can carry, in order. Words go under the files where they fit there, else before them;
 * a reply is quoted once, by the first part; buttons hang on the last piece of text.
 */
export function planParts(words: Words, limits: ChannelLimits): PlannedPart[] {
  const groups = grouped(words.files ?? [], limits.albumFiles)
  const caption = groups.length > 0 && words.text !== '' && lengthOf(words.text) <= limits.captionLength
  const parts: PlannedPart[] = [...(caption ? [] : textParts(words, limits)), ...groups.map(group => filePart(group))]
  const [first, ...rest] = parts
  if (!first) return []
  return [
    {
      ...first,
      ...(caption && first.kind !== 'text' ? { caption: words.text } : {}),
      ...(words.replyTo ? { replyTo: words.replyTo } : {}),
    } as PlannedPart,
    ...rest,
  ]
}

function textParts({ text, buttons = [] }: Words, limits: ChannelLimits): PlannedPart[] {
  if (text === '') return []
  const choices = buttons.flat()
  const shown = limits.buttons >= choices.length ? { text, buttons } : { text: numbered(text, choices), buttons: [] }
  // No network takes a message of nothing but white space, and nobody would read it.
  const pieces = splitText(shown.text, limits.textLength).filter(piece => piece.trim() !== '')
  return pieces.map((piece, i) =>
    i === pieces.length - 1 && shown.buttons.length > 0
      ? { kind: 'text', text: piece, buttons: shown.buttons }
      : { kind: 'text', text: piece },
  )
}

/** In the digits of its own words. */
const numbered = (text: string, choices: { label: string }[]) =>
  [text, ...choices.map(({ label }, i) => `${numberFor(label, i + 1)}. ${label}`)].join('\n')

const numberFor = (label: string, n: number) => (directionOf(label) === 'rtl' ? toPersianDigits(String(n)) : String(n))

type Named = { id: FileId; kind: FileKind }

/** Neighbouring pictures together, all else alone. */
function grouped(files: Named[], albumFiles: number): Named[][] {
  const groups: Named[][] = []
  for (const file of files) {
    const last = groups.at(-1)
    const together = last && last.length < albumFiles && [file, ...last].every(({ kind }) => inAlbums.includes(kind))
    if (together) last.push(file)
    else groups.push([file])
  }
  return groups
}

const filePart = (group: Named[]): PlannedPart =>
  group.length === 1 ? { kind: 'file', file: group[0]!.id } : { kind: 'album', files: group.map(file => file.id) }
