import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CaseView, ThreadDetail } from '../../api/schemas/threads.ts'
import { useTopic } from '../inbox/use-topic.ts'
import { CopyKey } from '../parts/copy-key.tsx'
import { useFormat, useNow, useSpan } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { CardPhotos } from './card-photos.tsx'
import { isNamed, otherFacts } from './facts.ts'

/** What the bot learned, to be read in five seconds. */
export const IntakeCard = ({ thread }: { thread: ThreadDetail }) => {
  const { t } = useWords()
  const topic = useTopic()
  const open = thread.case
  return (
    <section aria-label={t('card.title')} className="rounded-xl border border-accent-line bg-raised">
      <header className="flex items-center gap-2 border-line border-b px-3.5 py-2.5">
        <h2 className="font-bold text-sm">{open?.topic ? topic(open.topic) : t('card.title')}</h2>
        {open && <Opened at={open.openedAt} />}
      </header>
      {open ? <Known open={open} /> : <p className="px-3.5 py-3 text-faint text-sm">{t('card.none')}</p>}
    </section>
  )
}

const Known = ({ open }: { open: CaseView }) => {
  const { t } = useWords()
  const { facts } = open
  return (
    <div className="flex flex-col gap-3 px-3.5 py-3">
      {open.promise && <Promised at={new Date(open.promise)} />}
      {facts.orderCode && (
        <Fact label={t('card.orderCode')}>
          <Code text={facts.orderCode} label={t('card.copyOrder')} big />
        </Fact>
      )}
      {facts.description && (
        <Fact label={t('card.description')}>
          <p dir="auto" className="words aligned">
            {facts.description}
          </p>
        </Fact>
      )}
      {facts.photos && facts.photos.length > 0 && (
        <Fact label={t('card.photos')}>
          <CardPhotos keys={facts.photos} />
        </Fact>
      )}
      {facts.phone && (
        <Fact label={t('card.phone')}>
          <Code text={facts.phone} label={t('card.copyPhone')} />
        </Fact>
      )}
      {otherFacts(facts).map(([field, words]) => (
        <Fact key={field} label={isNamed(field) ? t(`card.${field}`) : field}>
          <p dir="auto" className="words aligned">
            {words}
          </p>
        </Fact>
      ))}
      <Missing fields={open.missing} />
    </div>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <h3 className="text-2xs text-faint">{label}</h3>
    {children}
  </div>
)

const Code = ({ text, label, big }: { text: string; label: string; big?: boolean }) => (
  <div className="flex items-center gap-1">
    <bdi dir="ltr" className={big ? 'font-bold text-lg leading-7 tracking-wide' : ''}>
      {text}
    </bdi>
    <CopyKey text={text} label={label} />
  </div>
)

const Opened = ({ at }: { at: string }) => {
  const { t } = useWords()
  const format = useFormat()
  const date = new Date(at)
  return (
    <time dateTime={at} title={`${t('card.opened')}: ${format.full(date)}`} className="ms-auto text-2xs text-faint">
      {format.short(date, new Date())}
    </time>
  )
}

const Promised = ({ at }: { at: Date }) => {
  const { t } = useWords()
  const { short } = useFormat()
  const span = useSpan()
  const now = useNow()
  const left = at.getTime() - now.getTime()
  const words = { at: short(at, now), time: span(Math.abs(left)) }
  return (
    <p
      className={`rounded-lg px-2.5 py-1.5 text-sm ${left < 0 ? 'bg-danger-soft text-danger' : 'bg-wait-soft text-wait'}`}
    >
      <strong>{t('card.promise')}</strong> {left < 0 ? t('card.promiseLate', words) : t('card.promiseLeft', words)}
    </p>
  )
}

const known = ['orderCode', 'photos', 'description', 'phone', 'wish', 'amount', 'date'] as const

const Missing = ({ fields }: { fields: string[] }) => {
  const { t } = useWords()
  const name = (field: string) => (known.includes(field as 'phone') ? t(`card.${field as 'phone'}`) : field)
  if (fields.length === 0)
    return (
      <p className="flex items-center gap-1.5 text-ok text-xs">
        <CircleCheck aria-hidden size={14} /> {t('card.complete')}
      </p>
    )
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-xs">
      <span className="flex items-center gap-1.5 text-wait">
        <CircleDashed aria-hidden size={14} /> {t('card.missing')}:
      </span>
      {fields.map(field => (
        <span key={field} className="rounded bg-wait-soft px-1.5 text-wait leading-5">
          {name(field)}
        </span>
      ))}
    </div>
  )
}
