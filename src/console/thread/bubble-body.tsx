import { Paperclip, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { MessageView } from '../../api/schemas/messages.ts'
import { Files } from '../media/files.tsx'
import { Button } from '../parts/button.tsx'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { Contact, Location, Unsupported } from './extras.tsx'

/** What was said. Taken back, it can still be read: a complaint often turns on it. */
export const Body = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  const gone = message.deletedAt !== null
  return (
    <>
      {message.deletedAt && <Deleted message={message} at={new Date(message.deletedAt)} />}
      {message.forwarded && <p className="text-2xs text-faint">{t('thread.forwarded')}</p>}
      {message.files.length > 0 && (gone ? <CoveredFiles message={message} /> : <Files files={message.files} />)}
      {message.contact && <Contact contact={message.contact} />}
      {message.location && <Location location={message.location} />}
      {message.unsupported && !gone && <Unsupported kind={message.unsupported} />}
      {message.text && (
        <p dir="auto" className={`words ${message.pressed ? 'font-semibold' : ''} ${gone ? 'text-faint' : ''}`}>
          {message.text}
        </p>
      )}
    </>
  )
}

const Deleted = ({ message, at }: { message: MessageView; at: Date }) => {
  const { t } = useWords()
  const format = useFormat()
  return (
    <p className="flex items-center gap-1.5 text-soft text-xs">
      <Trash2 aria-hidden size={13} className="shrink-0" />
      <span>
        {t(`thread.deleted.${message.from === 'customer' ? 'customer' : 'us'}`)}
        {' · '}
        <time dateTime={at.toISOString()} title={format.full(at)}>
          {format.moment(at, new Date(message.at))}
        </time>
      </span>
    </p>
  )
}

/** Its files are shown to who asks for them. */
const CoveredFiles = ({ message }: { message: MessageView }) => {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (open) return <Files files={message.files} />
  return (
    <Button small look="quiet" onPress={() => setOpen(true)} className="-ms-2">
      <Paperclip aria-hidden size={14} /> {t('thread.showFiles')}
    </Button>
  )
}
