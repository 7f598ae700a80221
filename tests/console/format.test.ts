import { describe, expect, it } from 'vitest'
import { makeFormat, spanOf } from '../../src/console/shell/format.ts'

const fa = makeFormat('fa', 'Asia/Tehran')
const en = makeFormat('en', 'Asia/Tehran')
const at = new Date('2026-11-22T10:32:00.000Z')
const hour = 3_600_000

describe('times and numbers as the reader writes them', () => {
  it('writes a Persian day in the Persian calendar, with the other one beside it', () => {
    expect(fa.day(at)).toBe('یکشنبه ۱ آذر ۱۴۰۵')
    expect(fa.otherDay(at)).toBe('یکشنبه ۲۲ نوامبر ۲۰۲۶')
  })

  it('writes an English day in the Gregorian calendar, with the Persian one beside it', () => {
    expect(en.day(at)).toBe('Sunday, 22 November 2026')
    expect(en.otherDay(at)).toContain('Azar 1405')
  })

  it('writes clocks and numbers in Persian figures in Persian', () => {
    expect(fa.clock(at)).toBe('۱۴:۰۲')
    expect(en.clock(at)).toBe('14:02')
    expect(fa.number(1234)).toBe('۱٬۲۳۴')
    expect(fa.length(65)).toBe('۱:۰۵')
  })

  it('says the time today, yesterday, the weekday this week and the date before', () => {
    const ago = (hours: number) => en.short(new Date(at.getTime() - hours * hour), at)
    expect(ago(2)).toBe('12:02')
    expect(ago(24)).toBe('yesterday')
    expect(ago(3 * 24)).toBe('Thursday')
    expect(ago(40 * 24)).toBe('13 Oct')
    expect(ago(400 * 24)).toMatch(/\/25$/)
  })

  it('says the day beside the time only where it is another day', () => {
    const next = new Date(at.getTime() + 24 * hour)
    expect(fa.moment(at, at)).toBe('۱۴:۰۲')
    expect(fa.moment(at, next)).toBe('۱ آذر، ۱۴:۰۲')
    expect(en.moment(at, next)).toBe('22 Nov, 14:02')
    expect(fa.percent(40)).toBe('۴۰٪')
  })

  it('says how long in one unit, rounded down', () => {
    expect(spanOf(59_000)).toEqual({ unit: 'now', count: 0 })
    expect(spanOf(59 * 60_000)).toEqual({ unit: 'minutes', count: 59 })
    expect(spanOf(47.9 * hour)).toEqual({ unit: 'hours', count: 47 })
    expect(spanOf(49 * hour)).toEqual({ unit: 'days', count: 2 })
    expect(spanOf(-5)).toEqual({ unit: 'now', count: 0 })
  })

  it('says the size of a file in a unit one can grasp', () => {
    expect(en.bytes(184_320)).toBe('184 kB')
    expect(en.bytes(2_500_000)).toBe('2.5 MB')
    expect(en.bytes(0)).toBe('0 byte')
  })
})
