import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { I18nextProvider } from 'react-i18next'
import { direction, type Language, makeWords, preferredLanguage } from '../words/i18n.ts'
import { WordsProvider } from '../words/use-words.tsx'
import { type Format, makeFormat } from './format.ts'

type Theme = 'system' | 'light' | 'dark'

interface Choices {
  language: Language
  theme: Theme
  sound: boolean
  enterSends: boolean
}
interface Preferences extends Choices {
  change: (part: Partial<Choices>) => void
  /** How the language writes times and numbers. */
  format: Format
}

const place = 'shenava.preferences'
const Context = createContext<Preferences | null>(null)

export const usePreferences = () => useContext(Context)!

const remembered = (): Partial<Choices> => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Choices>
  } catch {
    return {}
  }
}

const initial = (): Choices => ({
  language: preferredLanguage(navigator.languages),
  theme: 'system',
  sound: true,
  enterSends: true,
  ...remembered(),
})

/** Remembered on this device, and the same in every tab of it. */
export const PreferencesProvider = ({ children }: { children: ReactNode }) => {
  const [choices, setChoices] = useState(initial)
  const words = useMemo(() => makeWords(initial().language), [])

  useEffect(() => {
    const other = (event: StorageEvent) => event.key === place && setChoices(initial())
    addEventListener('storage', other)
    return () => removeEventListener('storage', other)
  }, [])
  useEffect(() => {
    document.documentElement.lang = choices.language
    document.documentElement.dir = direction(choices.language)
    document.documentElement.dataset.theme = choices.theme
    void words.changeLanguage(choices.language)
  }, [choices, words])

  const format = useMemo(() => makeFormat(choices.language), [choices.language])
  const change = (part: Partial<Choices>) =>
    setChoices(old => {
      const now = { ...old, ...part }
      localStorage.setItem(place, JSON.stringify(now))
      return now
    })

  return (
    <Context value={{ ...choices, change, format }}>
      <I18nextProvider i18n={words}>
        <I18nProvider locale={choices.language === 'fa' ? 'fa-IR' : 'en-GB'}>
          <WordsProvider>{children}</WordsProvider>
        </I18nProvider>
      </I18nextProvider>
    </Context>
  )
}
