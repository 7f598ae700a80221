import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeFormat, spanOf } from './format.ts'
import { usePreferences } from './preferences.tsx'

export const useFormat = () => {
  const { language } = usePreferences()
  return useMemo(() => makeFormat(language), [language])
}

/** The time, anew every `every` milliseconds. */
export const useNow = (every = 20_000) => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

export const useSpan = () => {
  const { t } = useTranslation()
  return (ms: number) => {
    const { unit, count } = spanOf(ms)
    return unit === 'now' ? t('time.now') : t(`time.${unit}`, { count })
  }
}
