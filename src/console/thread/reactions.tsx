import type { MessageView } from '../../api/schemas/messages.ts'
import { useWords } from '../words/use-words.tsx'

/** Small chips at the bubble's lower edge, away from its time and ticks. */
export const Reactions = ({ reactions }: { reactions: MessageView['reactions'] }) => {
  const { t } = useWords()
  if (reactions.length === 0) return null
  return (
    <ul aria-label={t('thread.reactions')} className="-mt-1.5 flex gap-1 self-start px-2">
      {reactions.map(({ emoji, from }) => {
        const words = t(`thread.reacted.${from}`, { emoji })
        return (
          <li key={from} className="flex rounded-full border border-line bg-surface px-1.5 text-sm leading-6">
            <span role="img" aria-label={words} title={words}>
              {emoji}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
