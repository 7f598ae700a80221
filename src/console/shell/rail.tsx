import { useQuery } from '@tanstack/react-query'
import { Bot, Cable, CircleCheck, Inbox, Layers, type LucideIcon, UserRound, UsersRound } from 'lucide-react'
import { Link, useRoute } from 'wouter'
import type { ThreadView } from '../../api/schemas/threads.ts'
import { views } from '../inbox/rows.ts'
import { counts } from '../net/queries.ts'
import { Logo } from '../parts/logo.tsx'
import { useWords } from '../words/use-words.tsx'
import { SettingsKey } from './settings-key.tsx'
import { useFormat } from './use-format.ts'

const icons: Record<ThreadView, LucideIcon> = {
  waiting: Inbox,
  mine: UserRound,
  team: UsersRound,
  bot: Bot,
  closed: CircleCheck,
  all: Layers,
}

interface Props {
  view: ThreadView | null
  /** On a phone, under an open thread. */
  hidden?: boolean
  showKeys?: () => void
}

/** The views: a column beside the list, on a phone a row under the thumb. */
export const Rail = ({ view, hidden, showKeys }: Props) => {
  const { t } = useWords()
  const { data } = useQuery(counts)
  return (
    <nav
      aria-label={t('views.label')}
      className={`${hidden ? 'hidden md:flex' : 'flex'} shrink-0 border-line bg-sunken max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:w-[76px] md:flex-col md:items-center md:gap-1 md:border-e md:py-3`}
    >
      <div className="mb-3 hidden md:block">
        <Logo size={34} />
      </div>
      {views.map(name => (
        <RailLink key={name} name={name} current={name === view} count={data?.[name] ?? 0} />
      ))}
      <div className="mt-auto hidden md:flex md:flex-col md:items-center md:gap-1">
        <ChannelsLink />
        <SettingsKey {...(showKeys ? { showKeys } : {})} />
      </div>
    </nav>
  )
}

/** Where our accounts stand; on a phone it is among the settings. */
const ChannelsLink = () => {
  const { t } = useWords()
  const [here] = useRoute('/channels')
  return (
    <Link
      href="/channels"
      aria-label={t('settings.channels')}
      aria-current={here ? 'page' : undefined}
      title={t('settings.channels')}
      className={`inline-flex size-9 items-center justify-center rounded-lg ${
        here ? 'bg-raised text-accent shadow-sm' : 'text-soft hover:bg-hover hover:text-ink'
      }`}
    >
      <Cable aria-hidden size={18} strokeWidth={1.9} />
    </Link>
  )
}

const RailLink = ({ name, current, count }: { name: ThreadView; current: boolean; count: number }) => {
  const { t } = useWords()
  const { number } = useFormat()
  const Icon = icons[name]
  return (
    <Link
      href={`/${name}`}
      aria-current={current ? 'page' : undefined}
      className={`relative flex flex-1 flex-col items-center gap-0.5 rounded-xl px-1 py-2 text-2xs transition-colors md:w-16 md:flex-none ${
        current ? 'bg-raised font-semibold text-accent shadow-sm' : 'text-soft hover:bg-hover'
      }`}
    >
      <Icon aria-hidden size={20} strokeWidth={current ? 2.2 : 1.8} />
      <span>{t(`views.${name}`)}</span>
      {count > 0 && (
        <span
          className={`absolute start-1/2 top-1 ms-1.5 min-w-4.5 rounded-full px-1 text-center font-bold text-[0.625rem] leading-4.5 ${
            name === 'waiting' ? 'bg-wait text-canvas' : 'border border-line bg-surface text-soft'
          }`}
        >
          {number(count)}
        </span>
      )}
    </Link>
  )
}
