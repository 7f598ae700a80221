import { FileText, RotateCcw, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { sayError } from '../net/error-words.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import type { Attachment } from './use-attachments.ts'

interface Props {
  list: readonly Attachment[]
  remove: (key: string) => void
  again: (one: Attachment) => void
}

export const Attachments = ({ list, remove, again }: Props) =>
  list.length === 0 ? null : (
    <ul className="flex flex-wrap gap-2 pb-2">
      {list.map(one => (
        <Chip key={one.key} one={one} remove={() => remove(one.key)} again={() => again(one)} />
      ))}
    </ul>
  )

const Chip = ({ one, remove, again }: { one: Attachment; remove: () => void; again: () => void }) => {
  const { t } = useWords()
  const { bytes } = useFormat()
  const name = `⁨${one.file.name}⁩`
  return (
    <li
      className={`flex max-w-60 items-center gap-2 rounded-lg border bg-raised py-1 ps-1.5 pe-0.5 ${one.error ? 'border-danger-line' : 'border-line'}`}
    >
      {one.file.type.startsWith('image/') ? (
        <Preview file={one.file} />
      ) : (
        <FileText aria-hidden size={22} className="mx-2 shrink-0 text-accent" />
      )}
      <div className="min-w-0 text-xs">
        <bdi className="block truncate">{one.file.name}</bdi>
        {one.error ? (
          <span role="alert" className="text-danger">
            {sayError(one.error, t)}
          </span>
        ) : one.stored ? (
          <span className="text-faint">{bytes(one.file.size)}</span>
        ) : (
          <progress
            aria-label={t('composer.uploading', { name })}
            value={one.progress}
            className="block h-1 w-24 accent-accent"
          />
        )}
      </div>
      {one.error !== null && (
        <IconButton icon={RotateCcw} label={t('common.retry')} onPress={again} className="size-7" />
      )}
      <IconButton icon={X} label={t('composer.removeFile', { name })} onPress={remove} className="size-7" />
    </li>
  )
}

/** Drawn small, so that ten large photos do not fill the memory. */
const Preview = ({ file }: { file: File }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    void createImageBitmap(file, { resizeHeight: 80, resizeQuality: 'medium' }).then(
      picture => {
        const side = 80
        canvas.current?.getContext('2d')?.drawImage(picture, (side - picture.width) / 2, 0)
        picture.close()
      },
      () => undefined,
    )
  }, [file])
  return <canvas ref={canvas} width={80} height={80} aria-hidden className="size-10 shrink-0 rounded-md bg-sunken" />
}
