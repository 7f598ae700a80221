import type { MessageView } from '../../api/schemas/messages.ts'
import { useWords } from '../words/use-words.tsx'

type Quoted = NonNullable<MessageView['replyTo']>

/** The words that are answered; pressing them goes there. */
export const Quote = ({
  quoted,
  go,
}: {
  quoted: Quoted
  go: (message: { id: string; seq: number }) => Promise<void>
}) => {
  const { t } = useWords()
  return (
    <button
      type="button"
      title={t('thread.quoted')}
      onClick={() => void go(quoted)}
      className="my-1 block w-full rounded-md border-accent border-s-[3px] bg-sunken/70 px-2 py-1 text-start text-xs hover:bg-hover"
    >
      <span className="block font-semibold text-accent">{t(`thread.from.${quoted.from}`)}</span>
      <span dir="auto" className="aligned line-clamp-2 text-soft">
        {quoted.text || t('thread.noWords')}
      </span>
    </button>
  )
}
