import { FileText, MapPin, UserRound } from 'lucide-react'
import { number, useSpeech } from './language.ts'
import type { Message, SentFile } from './model.ts'

export function Attachments({ parts }: { parts: [Message, ...Message[]] }) {
  const [first] = parts
  const files = parts.flatMap(part => part.files)
  const pictures = files.filter(({ as }) => as === 'photo')
  return (
    <>
      {pictures.length > 0 && <Pictures pictures={pictures} />}
      {files
        .filter(({ as }) => as !== 'photo')
        .map(file => (
          <Other key={file.address} file={file} />
        ))}
      {first.location && <Place {...first.location} />}
      {first.contact && (
        <p className="flex items-center gap-2 py-1">
          <UserRound size={18} className="text-accent" aria-hidden="true" />
          <bdi>{first.contact.name}</bdi>
          <bdi dir="ltr" className="text-quiet">
            {first.contact.phone}
          </bdi>
        </p>
      )}
    </>
  )
}

function Pictures({ pictures }: { pictures: SentFile[] }) {
  const album = pictures.length > 1
  return (
    <div className={album ? 'grid grid-cols-2 gap-1' : ''}>
      {pictures.map(({ address, name }, index) => (
        <a
          key={address}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          className={`block overflow-hidden rounded-xl ${album && pictures.length % 2 === 1 && index === 0 ? 'col-span-2' : ''}`}
        >
          <img
            src={address}
            alt={name}
            className={`min-h-24 w-full bg-desk object-cover ${album ? 'aspect-4/3' : 'max-h-80 min-w-52'}`}
          />
        </a>
      ))}
    </div>
  )
}

function Other({ file }: { file: SentFile }) {
  const { t, language } = useSpeech()
  const src = file.address
  if (file.as === 'voice' || file.as === 'audio')
    return (
      // biome-ignore lint/a11y/useMediaCaption: what a customer recorded has no captions.
      <audio controls preload="metadata" src={src} aria-label={t.voice} className="my-1 h-10 w-60 max-w-full" />
    )
  if (file.as === 'video' || file.as === 'video_note' || file.as === 'animation')
    return (
      // biome-ignore lint/a11y/useMediaCaption: what a customer recorded has no captions.
      <video
        controls
        preload="metadata"
        src={src}
        aria-label={t.video}
        className="max-h-80 w-full min-w-52 rounded-xl bg-black"
      />
    )
  if (file.as === 'sticker') return <img src={src} alt="🙂" className="size-32 object-contain" />
  return (
    <a href={src} download={file.name} className="flex items-center gap-2.5 py-1">
      <span className="grid size-10 shrink-0 place-items-center rounded-xl bg-accent text-on-accent">
        <FileText size={19} aria-hidden="true" />
      </span>
      <span className="min-w-0 leading-snug">
        <bdi className="block truncate text-sm font-medium">{file.name}</bdi>
        <span className="text-xs text-quiet">
          {number(language, Math.max(1, Math.round(file.bytes / 1024)))} KB · {t.save}
        </span>
      </span>
    </a>
  )
}

function Place({ latitude, longitude }: { latitude: number; longitude: number }) {
  const { t } = useSpeech()
  return (
    <div className="grid w-56 gap-1 py-1">
      <div className="grid h-24 place-items-center rounded-xl bg-accent/15 [background-image:linear-gradient(var(--line)_1px,transparent_1px),linear-gradient(90deg,var(--line)_1px,transparent_1px)] [background-size:22px_22px]">
        <MapPin size={30} className="text-danger" aria-hidden="true" />
      </div>
      <p className="text-xs text-quiet">
        {t.mapPin}{' '}
        <bdi dir="ltr">
          {latitude.toFixed(4)}, {longitude.toFixed(4)}
        </bdi>
      </p>
    </div>
  )
}
