import { useQuery } from '@tanstack/react-query'
import { sayError } from '../net/error-words.ts'
import { agents } from '../net/queries.ts'
import { Avatar } from '../parts/avatar.tsx'
import { useMe } from '../session/session.tsx'
import { Rail } from '../shell/rail.tsx'
import { SettingsKey } from '../shell/settings-key.tsx'
import { useWords } from '../words/use-words.tsx'
import { NewAgent } from './new-agent.tsx'

export const AgentsPage = () => {
  const { t } = useWords()
  const me = useMe()
  return (
    <div className="flex h-full flex-col-reverse md:flex-row">
      <Rail view={null} />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-4xl flex-col gap-5 p-5 md:p-8">
          <header className="flex items-start">
            <div>
              <h1 className="font-bold text-xl">{t('agents.title')}</h1>
              <p className="text-sm text-soft">{t('agents.hint')}</p>
            </div>
            <div className="ms-auto md:hidden">
              <SettingsKey />
            </div>
          </header>
          {me.role === 'admin' ? <Everyone /> : <p role="alert">{t('agents.forbidden')}</p>}
        </div>
      </main>
    </div>
  )
}

const Everyone = () => {
  const { t } = useWords()
  const { data, error } = useQuery(agents)
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[1fr_22rem]">
      {error && <p role="alert">{sayError(error, t)}</p>}
      <ul aria-label={t('agents.title')} className="divide-y divide-line rounded-xl border border-line bg-surface">
        {data?.map(agent => (
          <li key={agent.id} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar id={agent.id} name={agent.name} size={36} />
            <div className="min-w-0">
              <div dir="auto" className="aligned truncate font-semibold">
                {agent.name}
              </div>
              <bdi dir="ltr" className="block truncate text-faint text-xs">
                {agent.email}
              </bdi>
            </div>
            <span className="ms-auto shrink-0 rounded bg-sunken px-2 text-soft text-xs leading-6">
              {t(`role.${agent.role}`)}
            </span>
          </li>
        ))}
      </ul>
      <NewAgent />
    </div>
  )
}
