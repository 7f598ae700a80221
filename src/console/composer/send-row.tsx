import { Check, Lock, Paperclip, SendHorizontal } from 'lucide-react'
import { FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { Button } from '../parts/button.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { usePreferences } from '../shell/preferences.tsx'
import type { Mode } from './use-composer.ts'

interface Props {
  thread: ThreadDetail
  mode: Mode
  editing: boolean
  room: number | null
  ready: boolean
  send: () => void
  addFiles: (files: File[]) => void
}

export const SendRow = ({ thread, mode, editing, room, ready, send, addFiles }: Props) => {
  const { t } = useTranslation()
  const { enterSends } = usePreferences()
  const note = mode === 'note'
  return (
    <div className="mt-1.5 flex items-center gap-2">
      {!note && !editing && (
        <FileTrigger allowsMultiple onSelect={files => files && addFiles([...files])}>
          <IconButton icon={Paperclip} label={t('composer.attach')} />
        </FileTrigger>
      )}
      {room !== null && thread.replyTo && <Room room={room} channel={thread.replyTo.channel} />}
      <span className="ms-auto text-2xs text-faint max-md:hidden touch:hidden">
        {t(enterSends ? 'composer.enterSends' : 'composer.enterBreaks')}
      </span>
      <Button look={note ? 'note' : 'primary'} isDisabled={!ready} onPress={send} className="max-md:ms-auto">
        {editing ? t('composer.saveEdit') : t(note ? 'composer.saveNote' : 'composer.send')}
        {editing ? (
          <Check aria-hidden size={16} />
        ) : note ? (
          <Lock aria-hidden size={15} />
        ) : (
          <SendHorizontal aria-hidden size={16} className="rtl:-scale-x-100" />
        )}
        {!note && !editing && thread.replyTo && (
          <span className="rounded-full bg-white p-0.5">
            <ChannelMark channel={thread.replyTo.channel} size={12} />
          </span>
        )}
      </Button>
    </div>
  )
}

const Room = ({ room, channel }: { room: number; channel: NonNullable<ThreadDetail['replyTo']>['channel'] }) => {
  const { t } = useTranslation()
  return (
    <span role="status" className={`text-xs ${room < 0 ? 'font-semibold text-danger' : 'text-wait'}`}>
      {room < 0
        ? t('composer.over', { count: -room, channel: t(`channel.${channel}`) })
        : t('composer.left', { count: room })}
    </span>
  )
}
