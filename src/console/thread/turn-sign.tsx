import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { useMe } from '../session/session.tsx'
import { useNow, useSpan } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

/** Whose turn it is, in words. */
export const TurnSign = ({ thread }: { thread: ThreadDetail }) => {
  const { t } = useWords()
  const me = useMe()
  const span = useSpan()
  const now = useNow()
  const { turn, waitingSince, assignee } = thread
  const look = { waiting: 'text-wait font-semibold', agent: 'text-accent', bot: 'text-bot', closed: 'text-faint' }[turn]
  const words =
    turn === 'agent'
      ? assignee?.id === me.id
        ? t('turn.mine')
        : t('turn.agent', { name: `⁨${assignee?.name ?? '…'}⁩` })
      : t(`turn.${turn}`)
  return (
    <p className={`truncate text-xs ${look}`}>
      {words}
      {turn === 'waiting' && waitingSince && ` · ${span(now.getTime() - Date.parse(waitingSince))}`}
    </p>
  )
}
