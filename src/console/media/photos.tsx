import { lazy, Suspense, useState } from 'react'
import type { FileView } from '../../api/schemas/messages.ts'
import { fileUrl } from '../net/queries.ts'
import { useWords } from '../words/use-words.tsx'
import { NotThere, sayMissing } from './not-there.tsx'
import { placeOf } from './place.ts'

const Lightbox = lazy(() => import('./lightbox.tsx').then(part => ({ default: part.Lightbox })))

/** One picture in its own shape, several as a grid of squares. */
export const Photos = ({ photos }: { photos: readonly FileView[] }) => {
  const [open, setOpen] = useState<string | null>(null)
  const single = photos.length === 1
  const keys = photos.flatMap(photo => (photo.state === 'stored' && photo.key ? [photo.key] : []))
  return (
    <>
      <div
        className={
          single
            ? ''
            : `grid w-[22rem] max-w-full gap-1 ${photos.length === 2 || photos.length === 4 ? 'grid-cols-2' : 'grid-cols-3'}`
        }
      >
        {photos.map(photo => (
          <Photo key={photo.id} photo={photo} single={single} open={setOpen} />
        ))}
      </div>
      {open && (
        <Suspense>
          <Lightbox photos={keys} start={keys.indexOf(open)} close={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  )
}

const Photo = ({ photo, single, open }: { photo: FileView; single: boolean; open: (key: string) => void }) => {
  const { t } = useWords()
  const place = placeOf(photo.width, photo.height)
  const style = single ? { width: place.width, aspectRatio: `${place.width} / ${place.height}` } : {}
  const shape = `max-w-full overflow-hidden rounded-lg bg-sunken ${single ? '' : 'aspect-square'}`
  if (photo.state !== 'stored' && single && !photo.width) return <NotThere file={photo} />
  if (photo.state !== 'stored' || !photo.key)
    return (
      <p style={style} className={`${shape} flex items-center justify-center p-3 text-center text-soft text-xs`}>
        {sayMissing(photo, t)}
      </p>
    )
  const key = photo.key
  return (
    <button
      type="button"
      style={style}
      aria-label={`${t('file.photo')} – ${t('file.open')}`}
      className={`${shape} block cursor-zoom-in`}
      onClick={() => open(key)}
    >
      <img src={fileUrl(key, 'thumb')} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
    </button>
  )
}
