import { useEffect, useState } from 'react'
import { useWords } from '../words/use-words.tsx'
import { spanOf } from './format.ts'
import { usePreferences } from './preferences.tsx'

export const useFormat = () => usePreferences().format

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
  const { t } = useWords()
  return (ms: number) => {
    const { unit, count } = spanOf(ms)
    return unit === 'now' ? t('time.now') : t(`time.${unit}`, { count })
  }
}
