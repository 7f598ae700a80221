import { Check, Lock, Paperclip, SendHorizontal } from 'lucide-react'
import { FileTrigger } from 'react-aria-components'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { Button } from '../parts/button.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useWords } from '../words/use-words.tsx'
import type { Mode } from './use-composer.ts'

type Channel = NonNullable<ThreadDetail['replyTo']>['channel']

export const AttachKey = ({ add }: { add: (files: File[]) => void }) => {
  const { t } = useWords()
  return (
    <FileTrigger allowsMultiple onSelect={files => files && add([...files])}>
      <IconButton icon={Paperclip} label={t('composer.attach')} className="mb-px" />
    </FileTrigger>
  )
}

interface SendProps {
  mode: Mode
  editing: boolean
  ready: boolean
  send: () => void
  /** Where the words would go. */
  channel: Channel | null
}

/** Says what it does: sends on a channel, leaves a note, or saves an edit. */
export const SendKey = ({ mode, editing, ready, send, channel }: SendProps) => {
  const { t } = useWords()
  const note = mode === 'note'
  const words = t(editing ? 'composer.saveEdit' : note ? 'composer.saveNote' : 'composer.send')
  return (
    <Button
      look={note ? 'note' : 'primary'}
      isDisabled={!ready}
      onPress={send}
      aria-label={words}
      className="h-[38px] max-sm:px-3"
    >
      {editing ? (
        <Check aria-hidden size={16} />
      ) : note ? (
        <Lock aria-hidden size={15} />
      ) : (
        <SendHorizontal aria-hidden size={17} className="rtl:-scale-x-100" />
      )}
      <span className="max-sm:hidden">{words}</span>
      {!note && !editing && channel && (
        <span className="rounded-full bg-white p-0.5 max-sm:hidden">
          <ChannelMark channel={channel} size={12} />
        </span>
      )}
    </Button>
  )
}

/** How much still fits, once that is worth saying. */
export const Room = ({ room, channel }: { room: number; channel: Channel }) => {
  const { t } = useWords()
  return (
    <p role="status" className={`mt-1 text-xs ${room < 0 ? 'font-semibold text-danger' : 'text-wait'}`}>
      {room < 0
        ? t('composer.over', { count: -room, channel: t(`channel.${channel}`) })
        : t('composer.left', { count: room })}
    </p>
  )
}
