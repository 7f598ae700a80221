import { MessagesSquare } from 'lucide-react'
import { useWords } from '../words/use-words.tsx'

export const NothingPicked = () => {
  const { t } = useWords()
  return (
    <main
      id="thread"
      tabIndex={-1}
      className="hidden flex-1 flex-col items-center justify-center gap-3 text-faint outline-none md:flex"
    >
      <MessagesSquare aria-hidden size={40} strokeWidth={1.2} />
      <p className="font-semibold text-soft">{t('empty.pick')}</p>
      <p className="text-sm">{t('empty.pickHint')}</p>
    </main>
  )
}
