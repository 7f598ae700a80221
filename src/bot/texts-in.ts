import type { Language } from '../domain/customer.ts'
import type { Texts } from './texts.ts'
import { en } from './texts-en.ts'
import { fa } from './texts-fa.ts'

const byLanguage: Record<Language, Texts> = { fa, en }

export const textsIn = (language: Language): Texts => byLanguage[language]
