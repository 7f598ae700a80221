import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import { useSpeech } from './language.ts'
import type { Message } from './model.ts'

type Ticks = Message['ticks']

const SIGNS: Record<Ticks, typeof Check> = {
  failed: CircleAlert,
  waiting: Clock,
  sent: Check,
  delivered: CheckCheck,
  fetched: CheckCheck,
  read: CheckCheck,
  played: CheckCheck,
}
const COLOURED: readonly Ticks[] = ['fetched', 'read', 'played']

/** How far what the customer said has come. */
export function Tick({ ticks }: { ticks: Ticks }) {
  const { t } = useSpeech()
  const Sign = SIGNS[ticks]
  const label = t.ticks[ticks]
  return (
    <span title={label} className={COLOURED.includes(ticks) ? 'text-tick' : ''}>
      <Sign size={15} role="img" aria-label={label} />
    </span>
  )
}
