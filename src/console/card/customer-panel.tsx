import { BadgeCheck, Ban } from 'lucide-react'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { CopyKey } from '../parts/copy-key.tsx'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

export const CustomerPanel = ({ thread }: { thread: ThreadDetail }) => {
  const { t } = useWords()
  const { date } = useFormat()
  const { customer, identities } = thread
  return (
    <section aria-label={t('customer.title')} className="rounded-xl border border-line px-3.5 py-3">
      <h2 dir="auto" className="aligned font-bold text-sm">
        {customer.name || t('row.nameless')}
      </h2>
      <p className="text-2xs text-faint">
        {t('customer.since', { date: date(new Date(customer.createdAt)) })}
        {customer.language && ` · ${t(`lang.${customer.language}`)}`}
      </p>
      <ul className="mt-2 flex flex-col gap-2.5">
        {identities.map(identity => (
          <Identity key={identity.id} identity={identity} />
        ))}
      </ul>
    </section>
  )
}

const Identity = ({ identity }: { identity: ThreadDetail['identities'][number] }) => {
  const { t } = useWords()
  return (
    <li className="flex items-start gap-2 text-sm">
      <span className="mt-1.5">
        <ChannelMark channel={identity.channel} size={14} />
      </span>
      <div className="min-w-0 flex-1">
        <div dir="auto" className="aligned truncate">
          {identity.name}
        </div>
        {identity.username && (
          <bdi dir="ltr" className="text-soft text-xs">
            @{identity.username.replace(/^@/, '')}
          </bdi>
        )}
        {identity.phone && (
          <div className="flex items-center gap-1">
            <bdi dir="ltr" className="text-soft text-xs">
              {identity.phone}
            </bdi>
            {identity.phoneVerified && (
              <span role="img" aria-label={t('customer.verified')} title={t('customer.verified')} className="text-ok">
                <BadgeCheck aria-hidden size={14} />
              </span>
            )}
            <CopyKey text={identity.phone} label={t('card.copyPhone')} />
          </div>
        )}
        {!identity.reachable && (
          <div className="flex items-center gap-1 text-danger text-xs">
            <Ban aria-hidden size={13} /> {t('customer.unreachable')}
          </div>
        )}
      </div>
    </li>
  )
}
