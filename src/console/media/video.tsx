import type { FileView } from '../../api/schemas/messages.ts'
import { fileUrl } from '../net/queries.ts'
import { useWords } from '../words/use-words.tsx'
import { placeOf } from './place.ts'

type Stored = FileView & { key: string }

export const Video = ({ file }: { file: Stored }) => {
  const { t } = useWords()
  const round = file.kind === 'video_note'
  const place = round ? { width: 220, height: 220 } : placeOf(file.width ?? 320, file.height ?? 200)
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has captions for a customer's video
    <video
      src={fileUrl(file.key)}
      controls
      preload="metadata"
      aria-label={t(`file.${file.kind}`)}
      className={`max-w-full bg-black object-cover ${round ? 'rounded-full' : 'rounded-lg'}`}
      style={{ width: place.width, aspectRatio: `${place.width} / ${place.height}` }}
    />
  )
}

/** A picture that moves: silent, over and over, unless the reader asked for stillness. */
export const Animation = ({ file }: { file: Stored }) => {
  const { t } = useWords()
  const place = placeOf(file.width, file.height)
  const style = { width: place.width, aspectRatio: `${place.width} / ${place.height}` }
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (file.mime?.startsWith('image/'))
    return <img src={fileUrl(file.key)} alt={t('file.animation')} style={style} className="max-w-full rounded-lg" />
  return (
    <video
      src={fileUrl(file.key)}
      muted
      loop
      playsInline
      autoPlay={!still}
      controls={still}
      aria-label={t('file.animation')}
      className="max-w-full rounded-lg bg-sunken object-cover"
      style={style}
    />
  )
}
