import { Lock, Reply } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Mode } from './use-composer.ts'

interface Props {
  mode: Mode
  setMode: (mode: Mode) => void
  canReply: boolean
}

export const ModeKeys = ({ mode, setMode, canReply }: Props) => {
  const { t } = useTranslation()
  const look = (on: boolean, colours: string) =>
    `inline-flex items-center gap-1.5 rounded-md px-2 py-0.5 text-xs transition-colors disabled:opacity-40 ${
      on ? `font-semibold ${colours}` : 'text-faint hover:bg-hover'
    }`
  return (
    <fieldset aria-label={t('composer.mode')} className="mb-1.5 flex gap-1">
      <button
        type="button"
        aria-pressed={mode === 'reply'}
        aria-keyshortcuts="R"
        disabled={!canReply}
        onClick={() => setMode('reply')}
        className={look(mode === 'reply', 'bg-accent-soft text-accent')}
      >
        <Reply aria-hidden size={14} className="ltr:-scale-x-100" /> {t('composer.reply')}
      </button>
      <button
        type="button"
        aria-pressed={mode === 'note'}
        aria-keyshortcuts="N"
        onClick={() => setMode('note')}
        className={look(mode === 'note', 'bg-note text-note-soft')}
      >
        <Lock aria-hidden size={13} /> {t('composer.note')}
      </button>
      {mode === 'note' && <span className="ms-auto text-note text-xs">{t('composer.onlyYouSee')}</span>}
    </fieldset>
  )
}
