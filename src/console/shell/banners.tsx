import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { Link } from 'wouter'
import type { ChannelView } from '../../api/schemas/channels.ts'
import { channels } from '../net/queries.ts'
import { useMe } from '../session/session.tsx'
import { useWords } from '../words/use-words.tsx'
import { lineTrouble } from './line-trouble.ts'

/** One thin line per account that does not work, in plain words. */
export const Banners = () => {
  const { data } = useQuery(channels)
  return (
    <div role="status">
      {data?.channels.map(line => (
        <Banner key={line.id} line={line} />
      ))}
    </div>
  )
}

const Banner = ({ line }: { line: ChannelView }) => {
  const { t } = useWords()
  const me = useMe()
  const trouble = lineTrouble(line)
  if (!trouble) return null
  const passing = trouble === 'reconnecting'
  const name = `${t(`channel.${line.channel}`)} ${line.address ? `⁨${line.address}⁩` : line.name}`.trim()
  return (
    <p
      className={`flex items-center gap-2 border-b px-4 py-1.5 text-sm ${
        passing ? 'border-note-line bg-note-soft text-note' : 'border-danger-line bg-danger-soft text-danger'
      }`}
    >
      <TriangleAlert aria-hidden size={15} className="shrink-0" />
      <span>
        {t(`line.${trouble}`, { name })}{' '}
        {me.role === 'admin' && !passing && (
          <Link href="/channels" className="whitespace-nowrap font-semibold underline underline-offset-2">
            {t('line.see')}
          </Link>
        )}
      </span>
    </p>
  )
}
