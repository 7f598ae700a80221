import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { channels } from '../net/queries.ts'
import { useWords } from '../words/use-words.tsx'

const reasons = ['unauthorized', 'conflict', 'webhook_refused'] as const

const isReason = (value: string | null): value is (typeof reasons)[number] =>
  (reasons as readonly (string | null)[]).includes(value)

/** One thin line per account that does not work, in plain words. */
export const Banners = () => {
  const { data } = useQuery(channels)
  const troubled = data?.channels.filter(isTroubled) ?? []
  return (
    <div role="status">
      {troubled.map(line => (
        <Banner key={line.id} line={line} />
      ))}
    </div>
  )
}

type Troubled = ChannelView & { state: 'broken' | 'reconnecting' }

const isTroubled = (line: ChannelView): line is Troubled => line.state === 'broken' || line.state === 'reconnecting'

const Banner = ({ line }: { line: Troubled }) => {
  const { t } = useWords()
  const broken = line.state === 'broken'
  const name = `${t(`channel.${line.channel}`)} ${line.address ? `⁨${line.address}⁩` : line.name}`.trim()
  return (
    <p
      className={`flex items-center gap-2 border-b px-4 py-1.5 text-sm ${
        broken ? 'border-danger-line bg-danger-soft text-danger' : 'border-note-line bg-note-soft text-note'
      }`}
    >
      <TriangleAlert aria-hidden size={15} className="shrink-0" />
      <span>
        {broken && isReason(line.reason) ? t(`line.${line.reason}`, { name }) : t(`line.${line.state}`, { name })}
      </span>
    </p>
  )
}
