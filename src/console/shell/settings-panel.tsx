import { Cable, Keyboard, LogOut, MessagesSquare, UsersRound } from 'lucide-react'
import { Dialog } from 'react-aria-components'
import { Link, useRoute } from 'wouter'
import { Avatar } from '../parts/avatar.tsx'
import { Choice } from '../parts/choice.tsx'
import { useMe, useSignOut } from '../session/session.tsx'
import { languages } from '../words/i18n.ts'
import { useWords } from '../words/use-words.tsx'
import { usePreferences } from './preferences.tsx'

const item = 'flex w-full items-center gap-2.5 rounded-lg px-2 py-2 text-start text-sm text-ink hover:bg-hover'

export const SettingsPanel = ({ showKeys }: { showKeys?: () => void }) => {
  const { t } = useWords()
  const me = useMe()
  const signOut = useSignOut()
  const [onAgents] = useRoute('/agents')
  const [onChannels] = useRoute('/channels')
  return (
    <Dialog aria-label={t('settings.title')} className="flex flex-col gap-4 outline-none">
      {({ close }) => (
        <>
          <div className="flex items-center gap-3">
            <Avatar id={me.id} name={me.name} size={38} />
            <div className="min-w-0">
              <div dir="auto" className="truncate font-semibold">
                {me.name}
              </div>
              <div className="text-faint text-xs">{t(`role.${me.role}`)}</div>
            </div>
          </div>
          <Switches />
          <div className="-mx-1 border-line border-t pt-2">
            {(onAgents || onChannels) && (
              <Link href="/waiting" className={item} onClick={close}>
                <MessagesSquare aria-hidden size={17} /> {t('settings.inbox')}
              </Link>
            )}
            {me.role === 'admin' && !onAgents && (
              <Link href="/agents" className={item} onClick={close}>
                <UsersRound aria-hidden size={17} /> {t('settings.agents')}
              </Link>
            )}
            {!onChannels && (
              <Link href="/channels" className={item} onClick={close}>
                <Cable aria-hidden size={17} /> {t('settings.channels')}
              </Link>
            )}
            {showKeys && (
              <button
                type="button"
                className={item}
                onClick={() => {
                  close()
                  showKeys()
                }}
              >
                <Keyboard aria-hidden size={17} /> {t('settings.keys')}
              </button>
            )}
            <button type="button" className={item} onClick={() => void signOut()}>
              <LogOut aria-hidden size={17} className="rtl:-scale-x-100" /> {t('session.signOut')}
            </button>
          </div>
        </>
      )}
    </Dialog>
  )
}

const Switches = () => {
  const { t } = useWords()
  const { language, theme, sound, enterSends, change } = usePreferences()
  return (
    <div className="flex flex-col gap-3">
      <Choice
        label={t('settings.language')}
        value={language}
        options={languages.map(name => [name, t(`lang.${name}`)])}
        choose={value => change({ language: value })}
      />
      <Choice
        label={t('settings.theme')}
        value={theme}
        options={[
          ['system', t('settings.system')],
          ['light', t('settings.light')],
          ['dark', t('settings.dark')],
        ]}
        choose={value => change({ theme: value })}
      />
      <Choice
        label={t('settings.sound')}
        value={sound ? 'on' : 'off'}
        options={[
          ['on', t('settings.on')],
          ['off', t('settings.off')],
        ]}
        choose={value => change({ sound: value === 'on' })}
      />
      <Choice
        label={t('settings.enter')}
        value={enterSends ? 'sends' : 'breaks'}
        options={[
          ['sends', t('composer.enterSends')],
          ['breaks', t('composer.enterBreaks')],
        ]}
        choose={value => change({ enterSends: value === 'sends' })}
      />
    </div>
  )
}
