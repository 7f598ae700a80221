import type { CaseView } from '../../api/schemas/threads.ts'
import { useTopic } from '../inbox/use-topic.ts'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

export const EarlierCases = ({ cases }: { cases: CaseView[] }) => {
  const { t } = useWords()
  return (
    <section aria-label={t('customer.earlier')} className="rounded-xl border border-line px-3.5 py-3">
      <h2 className="font-bold text-sm">{t('customer.earlier')}</h2>
      {cases.length === 0 ? (
        <p className="text-faint text-xs">{t('customer.noEarlier')}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col divide-y divide-line">
          {cases.map(one => (
            <Earlier key={one.id} one={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

const Earlier = ({ one }: { one: CaseView }) => {
  const { t } = useWords()
  const topic = useTopic()
  const format = useFormat()
  const at = new Date(one.closedAt ?? one.openedAt)
  return (
    <li className="py-1.5 text-sm">
      <div className="flex items-center gap-2">
        <span className="truncate font-medium">{one.topic ? topic(one.topic) : t('card.title')}</span>
        <time dateTime={at.toISOString()} title={format.full(at)} className="ms-auto shrink-0 text-2xs text-faint">
          {format.date(at)}
        </time>
      </div>
      <div className="flex flex-wrap items-center gap-x-2 text-soft text-xs">
        {one.outcome && <span>{t(`outcome.${one.outcome.action}`)}</span>}
        {one.facts.orderCode && <bdi dir="ltr">{one.facts.orderCode}</bdi>}
        {one.outcome?.note && (
          <span dir="auto" className="truncate text-faint">
            {one.outcome.note}
          </span>
        )}
      </div>
    </li>
  )
}
