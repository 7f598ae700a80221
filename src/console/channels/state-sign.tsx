import { CircleAlert, CircleCheck, CircleSlash, LoaderCircle, type LucideIcon, Smartphone, Unplug } from 'lucide-react'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { neverLinked } from '../shell/line-trouble.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { sayState } from './say-line.ts'

const signs: Record<ChannelView['state'], { icon: LucideIcon; look: string; turns?: true }> = {
  starting: { icon: LoaderCircle, look: 'text-soft', turns: true },
  pairing: { icon: Smartphone, look: 'text-wait' },
  syncing: { icon: LoaderCircle, look: 'text-accent', turns: true },
  online: { icon: CircleCheck, look: 'text-ok' },
  reconnecting: { icon: Unplug, look: 'text-wait' },
  broken: { icon: CircleAlert, look: 'text-danger' },
  closed: { icon: CircleSlash, look: 'text-soft' },
}

/** How a line fares: a sign, a colour and words. */
export const StateSign = ({ line }: { line: ChannelView }) => {
  const { t } = useWords()
  const format = useFormat()
  const { icon: Icon, look, turns } = signs[neverLinked(line) ? 'pairing' : line.state]
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium text-sm ${look}`}>
      <Icon aria-hidden size={16} className={`shrink-0 ${turns ? 'motion-safe:animate-spin' : ''}`} />
      {sayState(line, t, format)}
    </span>
  )
}
