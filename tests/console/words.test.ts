import { describe, expect, it } from 'vitest'
import { problemOf } from '../../src/api/problems.ts'
import { sayError } from '../../src/console/net/error-words.ts'
import { failureOf, RequestError } from '../../src/console/net/http.ts'
import { makeFormat } from '../../src/console/shell/format.ts'
import { sayNotice } from '../../src/console/thread/say-notice.ts'
import { sayReason } from '../../src/console/thread/say-reason.ts'
import { sayUnreadable } from '../../src/console/thread/say-unreadable.ts'
import { en } from '../../src/console/words/en.ts'
import { fa } from '../../src/console/words/fa.ts'
import { languages, makeWords, preferredLanguage } from '../../src/console/words/i18n.ts'

type Tree = { [key: string]: string | Tree }
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )
const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(match => match[1]).sort()

const codes = [
  'not_found',
  'taken',
  'not_yours',
  'wrong_turn',
  'forbidden',
  'signed_out',
  'invalid',
  'too_large',
  'refused_file',
  'unreachable',
  'channel_missing',
  'conflict',
  'wrong_password',
  'wrong_origin',
  'rate_limit',
  'method',
  'unavailable',
  'internal',
] as const satisfies readonly Parameters<typeof problemOf>[0][]

describe('the words of both languages', () => {
  it('leave the same gaps to fill', () => {
    const english = new Map(leaves(en))
    for (const [key, text] of leaves(fa)) expect([key, gaps(english.get(key) ?? '')]).toEqual([key, gaps(text)])
  })

  it('hold no Latin word in Persian but names and keys', () => {
    const allowed = new RegExp(
      [
        String.raw`English|Enter|Ctrl|\bJ\b|\{\{[^}]*\}\}`,
        'PUBLIC_URL|CHROMIUM_PATH|WHATSAPP=on|apt-get install chromium|Chromium',
        String.raw`Linked\sdevices|Link\sa\sdevice|Link\swith\sphone\snumber\sinstead`,
      ].join('|'),
      'g',
    )
    expect(leaves(fa).filter(([, text]) => /[A-Za-z]/.test(text.replace(allowed, '')))).toEqual([])
  })

  it.each(languages)('say a sentence of their own for every failure of the API (%s)', language => {
    const { t } = makeWords(language)
    const sentences = codes.map(code => sayError(failureOf(400, JSON.stringify(problemOf(code, ''))), t))
    expect(sentences).not.toContain(t('error.other'))
    expect(sayError(new RequestError('of_tomorrow', 418), t)).toBe(t('error.other'))
  })

  it('say who was faster', () => {
    const { t } = makeWords('en')
    const problem = problemOf('taken', '', { assignee: { id: 'a', name: 'Ali' } })
    expect(sayError(failureOf(409, JSON.stringify(problem)), t)).toContain('Ali')
  })

  it('understand a failure whose body is no JSON', () => {
    expect(failureOf(503, '<html>').code).toBe('unavailable')
    expect(failureOf(502, '').code).toBe('other')
  })

  it('count in Persian figures', () => {
    expect(makeWords('fa').t('thread.newWords', { count: 12 })).toBe('۱۲ پیام تازه')
    expect(makeWords('en').t('thread.newWords', { count: 1 })).toBe('1 new message')
  })

  it('tell a gap by the clock, and an unknown reason as it came', () => {
    const { t } = makeWords('en')
    const notice = { code: 'gap', from: '2026-11-22T10:32:00.000Z', to: '2026-11-22T11:01:00.000Z' } as const
    const said = (at: string) => sayNotice(notice, t, makeFormat('en', 'Asia/Tehran'), new Date(at))
    expect(said(notice.to)).toBe('Messages between 14:02 and 14:31 may be missing')
    expect(said('2026-11-23T08:00:00.000Z')).toBe('Messages between 22 Nov, 14:02 and 22 Nov, 14:31 may be missing')
    expect(sayReason('blocked', t)).toBe('The customer has blocked us.')
    expect(sayReason('EBADTHING', t)).toContain('EBADTHING')
  })

  it.each(languages)(
    'say what a message is that cannot be shown, by whatever name its network has for it (%s)',
    language => {
      const { t } = makeWords(language)
      expect(sayUnreadable('poll_creation', t)).toBe(t('thread.unreadable.poll'))
      expect(sayUnreadable('call_log', t)).toBe(sayUnreadable('call', t))
      for (const kind of ['of_tomorrow', 'constructor']) expect(sayUnreadable(kind, t)).toContain(kind)
    },
  )

  it('begin in Persian unless the browser speaks only other languages', () => {
    expect(preferredLanguage(['en-US', 'fa'])).toBe('fa')
    expect(preferredLanguage(['en-US', 'de'])).toBe('en')
    expect(preferredLanguage([])).toBe('fa')
  })
})
