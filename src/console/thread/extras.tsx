import { MapPin, Phone } from 'lucide-react'
import type { MessageView } from '../../api/schemas/messages.ts'
import { CopyKey } from '../parts/copy-key.tsx'
import { useWords } from '../words/use-words.tsx'
import { sayUnreadable } from './say-unreadable.ts'

export const Contact = ({ contact }: { contact: NonNullable<MessageView['contact']> }) => {
  const { t } = useWords()
  return (
    <div className="my-1 flex items-center gap-2.5 rounded-lg bg-sunken px-2.5 py-1.5">
      <Phone aria-hidden size={17} className="shrink-0 text-soft" />
      <div className="min-w-0 text-sm">
        <div dir="auto" className="aligned truncate font-semibold">
          {contact.name}
        </div>
        <bdi dir="ltr">{contact.phone}</bdi>
        <div className="text-2xs text-faint">{t(contact.own ? 'thread.ownContact' : 'thread.contact')}</div>
      </div>
      <CopyKey text={contact.phone} label={t('card.copyPhone')} />
    </div>
  )
}

export const Location = ({ location }: { location: NonNullable<MessageView['location']> }) => {
  const { t } = useWords()
  const { latitude, longitude, title } = location
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return (
    <div className="my-1 flex items-center gap-2.5 rounded-lg bg-sunken px-2.5 py-1.5 text-sm">
      <MapPin aria-hidden size={18} className="shrink-0 text-danger" />
      <div className="min-w-0">
        <div dir="auto" className="aligned font-semibold">
          {title ?? t('thread.location')}
        </div>
        <bdi dir="ltr" className="text-soft text-xs">
          {place}
        </bdi>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer"
          className="block text-accent text-xs underline underline-offset-2"
        >
          {t('thread.openMap')}
        </a>
      </div>
    </div>
  )
}

export const Unsupported = ({ kind }: { kind: string }) => {
  const { t } = useWords()
  return <p className="text-sm text-soft italic">{sayUnreadable(kind, t)}</p>
}
