import { Download, FileText } from 'lucide-react'
import type { FileView } from '../../api/schemas/messages.ts'
import { fileUrl } from '../net/queries.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { NotThere } from './not-there.tsx'
import { Photos } from './photos.tsx'
import { Player } from './player.tsx'
import { Animation, Video } from './video.tsx'

type Stored = FileView & { key: string }

const isStored = (file: FileView): file is Stored => file.state === 'stored' && file.key !== null

/** A message's files: pictures as one grid, the rest one below the other. */
export const Files = ({ files }: { files: readonly FileView[] }) => {
  const photos = files.filter(file => file.kind === 'photo')
  return (
    <div className="my-1 flex flex-col gap-1.5">
      {photos.length > 0 && <Photos photos={photos} />}
      {files
        .filter(file => file.kind !== 'photo')
        .map(file => (isStored(file) ? <One key={file.id} file={file} /> : <NotThere key={file.id} file={file} />))}
    </div>
  )
}

const One = ({ file }: { file: Stored }) => {
  const { t } = useWords()
  switch (file.kind) {
    case 'voice':
    case 'audio':
      return <Player file={file} />
    case 'video':
    case 'video_note':
      return <Video file={file} />
    case 'animation':
      return <Animation file={file} />
    case 'sticker':
      return (
        <img
          src={fileUrl(file.key)}
          alt={t('thread.sticker')}
          width={140}
          height={140}
          loading="lazy"
          className="object-contain"
        />
      )
    default:
      return <Document file={file} />
  }
}

const Document = ({ file }: { file: Stored }) => {
  const { t } = useWords()
  const { bytes } = useFormat()
  const name = file.name ?? t('file.document')
  return (
    <a
      href={fileUrl(file.key)}
      download={name}
      title={t('file.download', { name })}
      className="flex items-center gap-2.5 rounded-lg bg-sunken px-2.5 py-2 hover:bg-hover"
    >
      <FileText aria-hidden size={20} className="shrink-0 text-accent" />
      <span className="min-w-0 flex-1 text-sm">
        <bdi className="block truncate font-medium">{name}</bdi>
        {file.bytes !== null && <span className="text-2xs text-faint">{bytes(file.bytes)}</span>}
      </span>
      <Download aria-hidden size={16} className="shrink-0 text-soft" />
    </a>
  )
}
