import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { fa, type Words } from './fa.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Words }
  }
}

export const languages = ['fa', 'en'] as const
export type Language = (typeof languages)[number]

export const direction = (language: Language) => (language === 'fa' ? 'rtl' : 'ltr')

/** Persian unless the browser speaks only other languages. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.length === 0 || wanted.some(tag => tag.toLowerCase().startsWith('fa')) ? 'fa' : 'en'

/** Both languages are in the bundle: switching waits for nothing. */
export const makeWords = (language: Language): i18n => {
  const words = i18next.createInstance()
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'fa',
    resources: { fa: { translation: fa }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  })
  return words
}
