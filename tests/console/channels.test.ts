import { describe, expect, it } from 'vitest'
import type { ChannelView } from '../../src/api/schemas/channels.ts'
import { channelTroubles } from '../../src/channels/channel.ts'
import { ageOf, halves, isOld } from '../../src/console/channels/age.ts'
import { putLines } from '../../src/console/channels/put-lines.ts'
import { sayHelp, sayState, wayBack } from '../../src/console/channels/say-line.ts'
import { makeFormat } from '../../src/console/shell/format.ts'
import { lineTrouble, troubleOf } from '../../src/console/shell/line-trouble.ts'
import { languages, makeWords } from '../../src/console/words/i18n.ts'

const aLine = (part: Partial<ChannelView> = {}): ChannelView => ({
  id: 'acc_whatsapp_1',
  channel: 'whatsapp',
  name: 'Shop',
  address: '+989123456789',
  state: 'online',
  reason: null,
  detail: null,
  offer: null,
  percent: null,
  pairable: true,
  removable: true,
  sandbox: false,
  ...part,
})
const broken = (reason: string, part: Partial<ChannelView> = {}) => aLine({ state: 'broken', reason, ...part })

describe('how a line fares', () => {
  it.each(languages)('is said for every trouble a channel can have, with what to do (%s)', language => {
    const { t } = makeWords(language)
    const format = makeFormat(language)
    const said = channelTroubles.map(reason => sayState(broken(reason), t, format))
    expect(new Set(said).size).toBe(channelTroubles.length)
    for (const reason of channelTroubles) {
      expect(troubleOf(broken(reason)), reason).toBe(reason)
      expect(sayHelp(broken(reason), t), reason).toMatch(/\S{2,} \S/)
    }
    expect(sayState(broken('of_tomorrow'), t, format)).toBe(t('channels.state.broken'))
    expect(sayHelp(aLine(), t)).toBeNull()
  })

  it('says how far it read, where somebody knows', () => {
    const format = makeFormat('fa')
    const { t } = makeWords('fa')
    expect(sayState(aLine({ state: 'syncing', percent: 40 }), t, format)).toContain('۴۰')
    expect(sayState(aLine({ state: 'syncing' }), t, format)).toBe(t('channels.state.syncing'))
  })

  it('tells of a second program in the words of its network', () => {
    const { t } = makeWords('en')
    expect(sayHelp(broken('conflict'), t)).toContain('Use here')
    expect(sayHelp(broken('conflict', { pairable: false }), t)).toContain('until it is stopped')
  })

  it('is mended by hand only where that helps, and never begun anew by itself', () => {
    expect(wayBack(aLine({ state: 'pairing' }))).toBe('link')
    expect(wayBack(broken('logged_out'))).toBe('linkAgain')
    expect(wayBack(broken('banned'))).toBe('linkAgain')
    expect(wayBack(broken('conflict'))).toBe('useHere')
    for (const line of [aLine(), broken('no_browser'), broken('incompatible'), broken('conflict', { pairable: false })])
      expect(wayBack(line)).toBeNull()
  })

  it.each(languages)('is never said to be taken off a phone it was never linked with (%s)', language => {
    const { t } = makeWords(language)
    const line = broken('logged_out', { address: null })
    expect(sayState(line, t, makeFormat(language))).toBe(t('channels.state.unlinked'))
    expect(sayHelp(line, t)).toBe(t('channels.help.unlinked'))
    expect(wayBack(line)).toBe('link')
  })

  it('troubles nobody at work where a number was never linked', () => {
    expect(lineTrouble(aLine({ state: 'pairing', address: null }))).toBeNull()
    expect(lineTrouble(broken('logged_out', { address: null }))).toBeNull()
    expect(lineTrouble(aLine({ state: 'pairing' }))).toBe('pairing')
    expect(lineTrouble(aLine({ state: 'syncing', percent: 10 }))).toBeNull()
    expect(lineTrouble(aLine({ state: 'reconnecting' }))).toBe('reconnecting')
    expect(lineTrouble(broken('of_tomorrow'))).toBe('broken')
  })
})

describe('the lines on a page', () => {
  const [one, two, three] = ['acc_1', 'acc_2', 'acc_3'].map(id => aLine({ id: id as ChannelView['id'] }))

  it('stay in their places as news come, new ones last, and go when they are gone', () => {
    const changed = { ...one!, state: 'broken' as const }
    expect(putLines([one!, two!], [changed, three!], []).map(({ id }) => id)).toEqual(['acc_1', 'acc_2', 'acc_3'])
    expect(putLines([one!, two!], [changed], [])[0]).toBe(changed)
    expect(putLines([one!, two!], [], ['acc_1'])).toEqual([two])
  })
})

describe('what is offered for linking', () => {
  const at = '2026-11-22T10:00:00.000Z'
  const made = Date.parse(at)

  it('is as old as the server says, where its clock can be believed, else since it was seen', () => {
    expect(ageOf({ at }, made + 5_000, made + 12_000)).toBe(12_000)
    expect(ageOf({ at }, made - 5_000, made - 4_000)).toBe(0)
    expect(ageOf({ at }, made + 3_600_000, made + 3_607_000)).toBe(7_000)
  })

  it('grows old: a picture within half a minute, a code in three', () => {
    expect(isOld({ kind: 'qr' }, 24_000)).toBe(false)
    expect(isOld({ kind: 'qr' }, 26_000)).toBe(true)
    expect(isOld({ kind: 'code' }, 120_000)).toBe(false)
  })

  it('shows a code in halves, and one of another shape as it is', () => {
    expect(halves('ABCD1234')).toBe('ABCD-1234')
    expect(halves('ABCD-1234')).toBe('ABCD-1234')
    expect(halves('ABC')).toBe('ABC')
  })
})
