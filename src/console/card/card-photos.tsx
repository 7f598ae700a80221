import { lazy, Suspense, useState } from 'react'
import { fileUrl } from '../net/queries.ts'
import { useWords } from '../words/use-words.tsx'

const Lightbox = lazy(() => import('../media/lightbox.tsx').then(part => ({ default: part.Lightbox })))

export const CardPhotos = ({ keys }: { keys: string[] }) => {
  const { t } = useWords()
  const [open, setOpen] = useState<number | null>(null)
  return (
    <>
      <div className="mt-1 grid grid-cols-4 gap-1.5">
        {keys.map((key, index) => (
          <button
            key={key}
            type="button"
            aria-label={`${t('file.photo')} ${t('file.of', { index: index + 1, count: keys.length })}`}
            onClick={() => setOpen(index)}
            className="aspect-square cursor-zoom-in overflow-hidden rounded-lg bg-sunken"
          >
            <img src={fileUrl(key, 'thumb')} alt="" loading="lazy" className="size-full object-cover" />
          </button>
        ))}
      </div>
      {open !== null && (
        <Suspense>
          <Lightbox photos={keys} start={open} close={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  )
}
