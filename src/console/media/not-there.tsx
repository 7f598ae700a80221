import type { TFunction } from 'i18next'
import { FileX, LoaderCircle } from 'lucide-react'
import type { FileView } from '../../api/schemas/messages.ts'
import { useWords } from '../words/use-words.tsx'

export const sayMissing = (file: FileView, t: TFunction): string => {
  const kind = t(`file.${file.kind}`)
  if (file.state === 'pending') return t('file.pending', { kind })
  if (file.error === 'too_large') return t('file.tooLarge', { kind })
  if (file.error === 'gone') return t('file.gone', { kind })
  return file.state === 'refused' ? t('file.refused') : t('file.failed', { kind })
}

/** A file that is still coming, or never will. */
export const NotThere = ({ file }: { file: FileView }) => {
  const { t } = useWords()
  const coming = file.state === 'pending'
  const Icon = coming ? LoaderCircle : FileX
  return (
    <p className="flex items-center gap-2 rounded-lg border border-strong-line border-dashed px-2.5 py-2 text-sm text-soft">
      <Icon aria-hidden size={17} className={`shrink-0 ${coming ? 'animate-spin' : 'text-danger'}`} />
      <span>
        {sayMissing(file, t)}
        {file.name && <bdi className="block truncate text-2xs text-faint">{file.name}</bdi>}
      </span>
    </p>
  )
}
