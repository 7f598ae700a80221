import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sayError } from '../net/error-words.ts'
import { channels } from '../net/queries.ts'
import { useMe } from '../session/session.tsx'
import { Rail } from '../shell/rail.tsx'
import { SettingsKey } from '../shell/settings-key.tsx'
import { useWords } from '../words/use-words.tsx'
import { AddNumber } from './add-number.tsx'
import { LineRow } from './line-row.tsx'

/** Our accounts and how they fare. Everybody may look; admins link, add and remove. */
export const ChannelsPage = () => {
  const { t } = useWords()
  return (
    <div className="flex h-full flex-col-reverse md:flex-row">
      <Rail view={null} />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-5xl flex-col gap-5 p-5 md:p-8">
          <header className="flex items-start">
            <div>
              <h1 className="font-bold text-xl">{t('channels.title')}</h1>
              <p className="text-sm text-soft">{t('channels.hint')}</p>
            </div>
            <div className="ms-auto md:hidden">
              <SettingsKey />
            </div>
          </header>
          <Lines />
        </div>
      </main>
    </div>
  )
}

const Lines = () => {
  const { t } = useWords()
  const admin = useMe().role === 'admin'
  const { data, error } = useQuery(channels)
  /** The line whose linking is open. */
  const [linking, setLinking] = useState<string | null>(null)
  const addable = data?.addable.find(({ channel }) => channel === 'whatsapp')
  if (error) return <p role="alert">{sayError(error, t)}</p>
  if (!data) return null
  return (
    <div className={`grid items-start gap-5 ${admin && addable ? 'lg:grid-cols-[minmax(0,1fr)_20rem]' : ''}`}>
      {data.channels.length === 0 ? (
        <p className="rounded-xl border border-line border-dashed p-5 text-soft">{t('channels.none')}</p>
      ) : (
        <ul aria-label={t('channels.title')} className="divide-y divide-line rounded-xl border border-line bg-surface">
          {data.channels.map(line => (
            <LineRow
              key={line.id}
              line={line}
              admin={admin}
              linking={admin && linking === line.id}
              setLinking={open => setLinking(open ? line.id : null)}
            />
          ))}
        </ul>
      )}
      {admin && addable && <AddNumber obstacle={addable.obstacle} added={line => setLinking(line.id)} />}
    </div>
  )
}
