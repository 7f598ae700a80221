import { ArrowRight, Bot, CircleCheck, PanelLeft, RotateCcw } from 'lucide-react'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Button } from '../parts/button.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useMe } from '../session/session.tsx'
import { useWords } from '../words/use-words.tsx'
import { CloseCase } from './close-case.tsx'
import { TurnSign } from './turn-sign.tsx'
import type { useDesk } from './use-desk.ts'

interface Props {
  thread: ThreadDetail
  desk: ReturnType<typeof useDesk>
  take: () => void
  closing: boolean
  setClosing: (open: boolean) => void
  acted: () => void
  back: () => void
  /** Where the card is not beside the thread already. */
  showCard?: () => void
}

export const ThreadHeader = ({ thread, back, showCard, ...acts }: Props) => {
  const { t } = useWords()
  const channels = [...new Set(thread.identities.map(identity => identity.channel))]
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b bg-surface px-2 md:px-4">
      <div className="md:hidden">
        <IconButton icon={ArrowRight} label={t('common.back')} onPress={back} className="ltr:-scale-x-100" />
      </div>
      <div className="max-sm:hidden">
        <Avatar id={thread.customer.id} name={thread.customer.name} picture={thread.customer.pictureKey} size={36} />
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-1.5">
          <h1 dir="auto" className="aligned truncate font-bold">
            {thread.customer.name || t('row.nameless')}
          </h1>
          {channels.map(channel => (
            <ChannelMark key={channel} channel={channel} />
          ))}
        </div>
        <TurnSign thread={thread} />
      </div>
      <Acts thread={thread} {...acts} />
      {showCard && <IconButton icon={PanelLeft} label={t('thread.card')} onPress={showCard} turns />}
    </header>
  )
}

const Acts = ({ thread, desk, take, closing, setClosing, acted }: Omit<Props, 'back' | 'showCard'>) => {
  const { t } = useWords()
  const me = useMe()
  const { turn } = thread
  const mine = turn === 'agent' && thread.assignee?.id === me.id
  if (me.role === 'ops' || (turn === 'agent' && !mine)) return null
  const hand = () => void desk.handBack().then(acted)
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      {(turn === 'waiting' || turn === 'bot') && (
        <Button look="primary" small isPending={desk.busy === 'take'} onPress={take} aria-keyshortcuts="T">
          <span className="max-sm:hidden">{t('desk.take')}</span>
          <span className="sm:hidden">{t('desk.takeShort')}</span>
          <kbd aria-hidden className="rounded border border-current/40 px-1 font-sans text-2xs max-md:hidden">
            T
          </kbd>
        </Button>
      )}
      {(mine || turn === 'waiting') && (
        <>
          <span className="max-[1399px]:hidden">
            <Button look="quiet" small isPending={desk.busy === 'hand-back'} onPress={hand}>
              <Bot aria-hidden size={16} /> {t('desk.handBack')}
            </Button>
          </span>
          <span className="min-[1400px]:hidden">
            <IconButton icon={Bot} label={t('desk.handBack')} onPress={hand} isDisabled={desk.busy !== null} />
          </span>
        </>
      )}
      {turn === 'closed' ? (
        <Button small isPending={desk.busy === 'reopen'} onPress={() => void desk.reopen().then(acted)}>
          <RotateCcw aria-hidden size={15} /> {t('desk.reopen')}
        </Button>
      ) : (
        <CloseCase desk={desk} open={closing} setOpen={setClosing} icon={CircleCheck} acted={acted} />
      )}
    </div>
  )
}
