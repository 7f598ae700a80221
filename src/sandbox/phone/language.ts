import { createContext, useContext, useEffect, useState } from 'react'
import { en } from './strings/en.ts'
import { fa, type Strings } from './strings/fa.ts'

export type Language = 'fa' | 'en'

export interface Speech {
  language: Language
  t: Strings
  turn(): void
}

const KEPT = 'sandbox-language'
const FIRST: Speech = { language: 'fa', t: fa, turn: () => undefined }

export const SpeechContext = createContext<Speech>(FIRST)
export const useSpeech = () => useContext(SpeechContext)

/** As last chosen, else English where the browser prefers it to Persian, else Persian. */
export function useLanguage(): Speech {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  const t = language === 'fa' ? fa : en
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr'
    document.title = t.title
  }, [language, t])
  const turn = () => {
    const other = language === 'fa' ? 'en' : 'fa'
    localStorage.setItem(KEPT, other)
    setLanguage(other)
  }
  return { language, t, turn }
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'fa' || kept === 'en') return kept
  const known = navigator.languages.map(tag => tag.slice(0, 2)).find(tag => tag === 'fa' || tag === 'en')
  return known === 'en' ? 'en' : 'fa'
}

const locale = (language: Language) => (language === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB')

export const number = (language: Language, value: number) => value.toLocaleString(language === 'fa' ? 'fa' : 'en')
export const time = (language: Language, date: Date) =>
  date.toLocaleTimeString(locale(language), { hour: '2-digit', minute: '2-digit' })

export function day({ language, t }: Speech, date: Date): string {
  const days = Math.round((midnight(new Date()) - midnight(date)) / 86_400_000)
  if (days === 0) return t.today
  if (days === 1) return t.yesterday
  return date.toLocaleDateString(locale(language), { weekday: 'long', day: 'numeric', month: 'long' })
}

const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0)
