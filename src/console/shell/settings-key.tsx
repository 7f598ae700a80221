import { Settings } from 'lucide-react'
import { DialogTrigger, Popover } from 'react-aria-components'
import { IconButton } from '../parts/icon-button.tsx'
import { useWords } from '../words/use-words.tsx'
import { SettingsPanel } from './settings-panel.tsx'

export const SettingsKey = ({ showKeys }: { showKeys?: () => void }) => {
  const { t } = useWords()
  return (
    <DialogTrigger>
      <IconButton icon={Settings} label={t('settings.title')} />
      <Popover
        placement="top start"
        className="w-72 rounded-2xl border border-line bg-raised p-4 shadow-pop outline-none"
      >
        <SettingsPanel {...(showKeys ? { showKeys } : {})} />
      </Popover>
    </DialogTrigger>
  )
}
