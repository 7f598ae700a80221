import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FlowEvent } from '../../src/bot/flow.ts'
import { fileKinds } from '../../src/domain/message.ts'
import { lengthOf } from '../../src/text/length.ts'
import { buttonsIn, conversation } from './conversation.ts'

const phrase = fc.constantFrom(
  ...[
    'سلام',
    'خراب',
    'نرسیده',
    '۱۲۳۴۵۶',
    'DK-1234567',
    '654321',
    'کد اشتباه بود',
    'ندارم',
    'عکس ندارم',
    'نه',
    '۲',
    '9',
    '۰۹۱۲۳۴۵۶۷۸۹',
  ],
  ...[
    'hello',
    'my order is broken',
    'skip',
    'no',
    'refund',
    '',
    ' ',
    '؟',
    '🙂',
    'چیز دیگر',
    'به نظرم خیلی طول کشید چون نوروز بود',
  ],
)
const files = fc.array(
  fc.record({ id: fc.nat(50).map(n => `fil_${n}` as const), kind: fc.constantFrom(...fileKinds) }),
  { maxLength: 3 },
)
const text = fc.oneof(
  phrase,
  fc.array(phrase, { maxLength: 3 }).map(parts => parts.join(' ')),
  fc.string({ unit: 'binary' }),
)
const said: fc.Arbitrary<FlowEvent> = fc.record({ kind: fc.constant('said' as const), text, files })
const value = fc.constantFrom(
  'topic:damaged',
  'topic:refund',
  'topic:nonsense',
  'none:photos',
  'none:orderCode',
  'none:description',
  '',
)
const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  { arbitrary: said, weight: 6 },
  { arbitrary: value.map(value => ({ kind: 'pressed' as const, value })), weight: 2 },
  { arbitrary: fc.constant({ kind: 'started' as const }), weight: 1 },
  { arbitrary: fc.constant({ kind: 'handed_back' as const }), weight: 1 },
)
const hint = fc.constantFrom(null, 'fa', 'en', 'xx')

describe('whatever a customer does', () => {
  test('the bot says at most two short things, and never the same more than three times in a row', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), hint, (events, languageHint) => {
        const who = conversation({ languageHint })
        const all: string[] = []
        for (const each of events) {
          const step = who.hear(each)
          expect(step.say.length).toBeLessThanOrEqual(2)
          for (const said of step.say) {
            expect(lengthOf(said.text)).toBeGreaterThan(0)
            expect(lengthOf(said.text)).toBeLessThan(1000)
            all.push(said.text)
          }
          for (const button of buttonsIn(step)) expect(Buffer.byteLength(button.value)).toBeLessThanOrEqual(60)
        }
        for (let i = 3; i < all.length; i++) expect(new Set(all.slice(i - 3, i + 1)).size).toBeGreaterThan(1)
      }),
      { numRuns: 300 },
    )
  })

  test('a person comes in the end', () => {
    const ofCustomer = event.filter(({ kind }) => kind !== 'handed_back')
    fc.assert(
      fc.property(fc.array(ofCustomer, { minLength: 41, maxLength: 41 }), events => {
        const who = conversation()
        expect(events.some(each => who.hear(each).then)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test.each<[string, FlowEvent]>([
    ['presses one button for ever', { kind: 'pressed', value: 'topic:damaged' }],
    ['sends pictures for ever', { kind: 'said', text: '', files: [{ id: 'fil_1', kind: 'photo' }] }],
    ['starts for ever', { kind: 'started' }],
  ])('even who %s reaches one', (_, each) => {
    const who = conversation()
    expect(Array.from({ length: 41 }, () => who.hear(each)).some(({ then }) => then)).toBe(true)
  })

  test('the same state, event and facts give the same step', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), events => {
        const run = () => {
          const who = conversation()
          return events.map(each => who.hear(each))
        }
        expect(run()).toEqual(run())
      }),
      { numRuns: 50 },
    )
  })
})
