import { useQuery } from '@tanstack/react-query'
import { Smartphone } from 'lucide-react'
import type { ThreadView } from '../../api/schemas/threads.ts'
import { channels, counts } from '../net/queries.ts'
import { SettingsKey } from '../shell/settings-key.tsx'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'

export const ListHeader = ({ view, showKeys }: { view: ThreadView; showKeys: () => void }) => {
  const { t } = useWords()
  const { number } = useFormat()
  const { data } = useQuery(counts)
  const count = data?.[view]
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b ps-4 pe-2">
      <h1 className="font-bold text-lg">{t(`views.${view}`)}</h1>
      {count !== undefined && <span className="text-faint text-sm">{number(count)}</span>}
      <div className="ms-auto flex items-center">
        <SandboxPhone />
        <div className="md:hidden">
          <SettingsKey showKeys={showKeys} />
        </div>
      </div>
    </header>
  )
}

const SandboxPhone = () => {
  const { t } = useWords()
  const { data } = useQuery(channels)
  if (!data?.sandbox) return null
  return (
    <a
      href="/sandbox/"
      target="_blank"
      rel="noopener"
      title={t('sandbox.hint')}
      className="flex items-center gap-1.5 rounded-lg px-2 py-1.5 text-accent text-sm hover:bg-hover"
    >
      <Smartphone aria-hidden size={16} />
      {t('sandbox.phone')}
    </a>
  )
}
