import type { Language } from '../words/i18n.ts'

const tags = { fa: 'fa-IR-u-ca-persian', en: 'en-GB-u-ca-gregory' } as const
const otherCalendar = { fa: 'fa-IR-u-ca-gregory', en: 'en-GB-u-ca-persian' } as const

const date = { day: 'numeric', month: 'long', year: 'numeric' } as const

export interface Format {
  /** 14:02 */
  clock: (at: Date) => string
  /** A day's name and date in the reader's calendar. */
  day: (at: Date) => string
  /** The same day in the other calendar. */
  otherDay: (at: Date) => string
  date: (at: Date) => string
  /** Both calendars and the time, for titles. */
  full: (at: Date) => string
  /** What a list says: the time today, the weekday this week, the date before. */
  short: (at: Date, now: Date) => string
  /** The time, with its day where that is not the day of `beside`. */
  moment: (at: Date, beside: Date) => string
  number: (value: number) => string
  /** Of a hundred. */
  percent: (value: number) => string
  bytes: (value: number) => string
  /** 1:05 */
  length: (seconds: number) => string
}

/** How the reader's language writes times and numbers. Made once per language: Intl's formatters are slow to make. */
export const makeFormat = (language: Language, timeZone?: string): Format => {
  const zone = timeZone ? { timeZone } : {}
  const make = (tag: string, options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(tag, { ...options, ...zone })
    return (at: Date) => formatter.format(at)
  }
  const tag = tags[language]
  // A Persian nought is a dot: in front of an hour it looks like a mistake.
  const clock = make(tag, { hour: language === 'fa' ? 'numeric' : '2-digit', minute: '2-digit', hour12: false })
  const dates = make(tag, date)
  const days = dayOf(make(tag, { weekday: 'long' }), dates, language)
  const otherDay = dayOf(
    make(otherCalendar[language], { weekday: 'long' }),
    make(otherCalendar[language], date),
    language,
  )
  const weekday = make(tag, { weekday: 'long' })
  const monthDay = make(tag, { day: 'numeric', month: 'short' })
  const numeric = make(tag, { day: 'numeric', month: 'numeric', year: '2-digit' })
  const year = make(tag, { year: 'numeric' })
  const numbers = new Intl.NumberFormat(language)
  const percents = new Intl.NumberFormat(language, { style: 'percent' })
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 })

  const yesterday = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-1, 'day')

  const short = (at: Date, now: Date) => {
    if (days(at) === days(now)) return clock(at)
    if (days(at) === days(new Date(now.getTime() - 86_400_000))) return yesterday
    const age = now.getTime() - at.getTime()
    if (age > 0 && age < 6 * 86_400_000) return weekday(at)
    return year(at) === year(now) ? monthDay(at) : numeric(at)
  }
  return {
    clock,
    day: days,
    otherDay,
    date: dates,
    full: at => `${days(at)}${comma[language]} ${clock(at)} · ${otherDay(at)}`,
    short,
    moment: (at, beside) =>
      days(at) === days(beside)
        ? clock(at)
        : `${year(at) === year(beside) ? monthDay(at) : numeric(at)}${comma[language]} ${clock(at)}`,
    number: value => numbers.format(value),
    percent: value => percents.format(value / 100),
    bytes: value => sayBytes(value, language),
    length: seconds => `${numbers.format(Math.floor(seconds / 60))}:${two.format(Math.floor(seconds % 60))}`,
  }
}

const comma = { fa: '،', en: ',' } as const

/** Put together here: asked for both at once, Intl writes the Persian year first and the weekday last. */
const dayOf = (weekday: (at: Date) => string, dates: (at: Date) => string, language: Language) => (at: Date) =>
  `${weekday(at)}${language === 'fa' ? '' : ','} ${dates(at)}`

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

const sayBytes = (value: number, language: Language) => {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3))
  const formatter = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: language === 'fa' ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  })
  return formatter.format(value / 1000 ** step)
}

/** A stretch of time in one unit, rounded down: minutes, then hours, then days. */
export const spanOf = (ms: number): { unit: 'now' | 'minutes' | 'hours' | 'days'; count: number } => {
  const minutes = Math.floor(Math.max(0, ms) / 60_000)
  if (minutes < 1) return { unit: 'now', count: 0 }
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  if (minutes < 48 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) }
  return { unit: 'days', count: Math.floor(minutes / 1440) }
}
