import { Lock, Reply } from 'lucide-react'
import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { usePreferences } from '../shell/preferences.tsx'
import { useWords } from '../words/use-words.tsx'
import type { Mode } from './use-composer.ts'
import type { Way } from './way.ts'

interface Props {
  mode: Mode
  setMode: (mode: Mode) => void
  way: Way
  channel: NonNullable<ThreadDetail['replyTo']>['channel'] | null
}

/** Answer or note; beside them what pressing Enter would do that one might not expect. */
export const ModeKeys = ({ mode, setMode, way, channel }: Props) => {
  const { t } = useWords()
  const look = (on: boolean, colours: string) =>
    `inline-flex shrink-0 items-center gap-1.5 rounded-md px-2 py-0.5 text-xs transition-colors disabled:opacity-40 ${
      on ? `font-semibold ${colours}` : 'text-soft hover:bg-hover'
    }`
  return (
    <fieldset aria-label={t('composer.mode')} className="mb-1.5 flex min-w-0 items-center gap-1">
      <button
        type="button"
        aria-pressed={mode === 'reply'}
        aria-keyshortcuts="R"
        disabled={!way.open}
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
      <Hint mode={mode} way={way} channel={channel ? t(`channel.${channel}`) : ''} />
    </fieldset>
  )
}

const Hint = ({ mode, way, channel }: { mode: Mode; way: Way; channel: string }) => {
  const { t } = useWords()
  const { enterSends } = usePreferences()
  const look = 'ms-auto min-w-0 ps-2 text-xs leading-5'
  if (mode === 'note') return <span className={`${look} text-note`}>{t('composer.onlyYouSee')}</span>
  if (way.open && way.hint)
    return (
      <span className={`${look} ${way.hint === 'offline' ? 'text-wait' : 'text-faint'}`}>
        {t(`desk.${way.hint}`, { channel })}
      </span>
    )
  return (
    <span className={`${look} text-faint max-md:hidden touch:hidden`}>
      {t(enterSends ? 'composer.enterSends' : 'composer.enterBreaks')}
    </span>
  )
}
