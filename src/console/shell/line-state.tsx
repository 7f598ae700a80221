import { CheckCheck, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLive } from '../live/live-provider.tsx'
import { useWords } from '../words/use-words.tsx'
import { useFormat } from './use-format.ts'

/** Silent while all is well. Says that the line broke, and when what is shown was whole again. */
export const LineStatus = () => {
  const { t } = useWords()
  const { state, caughtUpAt } = useLive()
  const { clock } = useFormat()
  const recent = useRecently(caughtUpAt, 20_000)
  return (
    <div role="status" className="text-xs">
      {state === 'reconnecting' && (
        <p className="flex items-center gap-2 bg-wait-soft px-4 py-1.5 text-wait">
          <LoaderCircle aria-hidden size={14} className="animate-spin" /> {t('live.reconnecting')}
        </p>
      )}
      {state === 'online' && recent && caughtUpAt && (
        <p className="flex items-center gap-2 bg-accent-soft px-4 py-1.5 text-accent">
          <CheckCheck aria-hidden size={14} /> {t('live.caughtUp', { time: clock(caughtUpAt) })}
        </p>
      )}
    </div>
  )
}

const useRecently = (at: Date | null, ms: number) => {
  const [past, setPast] = useState<Date | null>(null)
  useEffect(() => {
    if (!at) return
    const timer = setTimeout(() => setPast(at), ms)
    return () => clearTimeout(timer)
  }, [at, ms])
  return at !== null && past !== at
}
