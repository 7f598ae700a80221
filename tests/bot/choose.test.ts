import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buttonsOf } from '../../src/bot/buttons.ts'
import { chosenIn } from '../../src/bot/choose.ts'
import { questions } from '../../src/bot/texts.ts'
import { textsIn } from '../../src/bot/texts-in.ts'
import { toPersianDigits } from '../../src/text/digits.ts'
import { conversation } from './conversation.ts'

const arabicDigits = (text: string) => text.replace(/\d/g, digit => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]!)
const asked = fc.constantFrom(...questions)
const language = fc.constantFrom('fa' as const, 'en' as const)
/** Any choice of any question, with its number and the words on it. */
const choice = fc.tuple(asked, language, fc.nat()).map(([question, lang, any]) => {
  const buttons = buttonsOf(question, textsIn(lang)).flat()
  const n = any % buttons.length
  return { question, number: n + 1, ...buttons[n]! }
})

describe('a choice without buttons', () => {
  it('is made by its number, however it is written', () => {
    const ways = fc.constantFrom(
      ...['#', '# ', '#.', '(#)', '# .', '#)', '#-', '"#"', '«#»', ' # ', '#!', '\u200F#', '#\uFE0F\u20E3'],
      ...['گزینه #', 'گزینهٔ #', 'گزینه‌ی #', 'گزینه ی #', 'شماره #', 'شمارهٔ #', 'گزینه شماره #', 'مورد #', '# لطفاً'],
      ...['option #', 'Number #', 'no. #', 'Option #.', '# please'],
    )
    const digits = fc.constantFrom((text: string) => text, toPersianDigits, arabicDigits)
    fc.assert(
      fc.property(choice, ways, digits, ({ question, number, value }, way, written) => {
        expect(chosenIn(way.replace('#', written(String(number))), question)).toBe(value)
      }),
      { numRuns: 400 },
    )
  })

  it('is made by its words, however they are typed, with or without the number', () => {
    const typed = fc.constantFrom<(label: string, number: number) => string>(
      label => label,
      label => label.replaceAll('\u200C', ' '),
      label => label.replaceAll('\u200C', ''),
      label => label.replaceAll(' ', ''),
      label => label.replaceAll(' ', '\u200C'),
      label => label.replaceAll('ی', 'ي').replaceAll('ک', 'ك'),
      label => label.toUpperCase(),
      label => `${label}.`,
      label => `«${label}» 🙏`,
      label => label.replaceAll('’', "'"),
      (label, number) => `${number}. ${label}`,
      (label, number) => `${toPersianDigits(String(number))} - ${label}`,
    )
    fc.assert(
      fc.property(choice, typed, ({ question, number, value, label }, type) => {
        expect(chosenIn(type(label, number), question)).toBe(value)
      }),
      { numRuns: 400 },
    )
  })

  it('is made with a slip of the finger in words of five letters and more', () => {
    const slip = fc.constantFrom<(text: string, at: number) => string>(
      (text, at) => text.slice(0, at) + text.slice(at + 1),
      (text, at) => `${text.slice(0, at)}${text[at]}${text.slice(at)}`,
      (text, at) => `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at]}${text.slice(at + 2)}`,
    )
    fc.assert(
      fc.property(choice, slip, fc.nat(), ({ question, value, label }, make, any) => {
        const letters = [...label].filter(letter => /\p{L}/u.test(letter)).length
        fc.pre(letters >= 6)
        const inLast = label.length - 1 - (any % 2)
        expect(chosenIn(make(label, inLast), question)).toBe(value)
      }),
      { numRuns: 300 },
    )
    for (const [typed, value] of [
      ['خراب یا اسیب دیده اس', 'topic:damaged'],
      ['کالای اشتباه رسبده', 'topic:wrong_item'],
      ['مرجوعی یا بازکشت پول', 'topic:refund'],
      ['صحبت با کارشماس', 'human'],
      ['Not arived', 'topic:not_arrived'],
      ['wrong itme', 'topic:wrong_item'],
      ['Talk to person', 'human'],
      ['somthing else', 'topic:other'],
    ] as const) {
      expect(chosenIn(typed, 'topic'), typed).toBe(value)
    }
    expect(chosenIn('کد رو ندارم', 'orderCode')).toBe('none:orderCode')
    expect(chosenIn('I dont hav it', 'orderCode')).toBe('none:orderCode')
    expect(chosenIn('No photos', 'photos')).toBe('none:photos')
  })

  it('is made by a beginning that no other has', () => {
    for (const [typed, value] of [
      ['خراب', 'topic:damaged'],
      ['نرسیده', 'topic:not_arrived'],
      ['کالای اشتباه', 'topic:wrong_item'],
      ['مرجوعی', 'topic:refund'],
      ['refund', 'topic:refund'],
      ['Wrong', 'topic:wrong_item'],
      ['something', 'topic:other'],
      ['صحبت', 'human'],
    ] as const) {
      expect(chosenIn(typed, 'topic'), typed).toBe(value)
    }
  })

  it('is not made by what says something of its own', () => {
    const sayings = [
      ...[
        '2 تا فنجان شکسته',
        '۲ تا فنجان شکسته',
        'سلام ۲',
        '۲ روز پیش',
        'شماره ۲ سفارشم',
        '2 items',
        '2x',
        '2.5',
        '1 2',
      ],
      ...['۱۲۳۴۵۶', '123456', 'DK-1234567', '۰۹۱۲۳۴۵۶۷۸۹', '-2', '2000', '99', '0', '7', '۱۲', 'کد ۲', '2 3 4'],
      ...[
        'عکس',
        'عکس دارم',
        'کد',
        'کد را',
        'I don’t',
        'کد را دارم',
        'I have it',
        'I do have it',
        'a photo',
        'رسیده است',
        'now arrived',
      ],
      ...['not', 'no', 'نه', 'بله', 'سلام', 'کالا', 'است', 'I', 'item', '', ' ', '?', '👍', '2. سلام', '1. نرسیده است'],
      ...['کالای درست رسیده', 'خراب است و پولم را می‌خواهم', 'My order is damaged or broken I think', 'رد شد'],
    ]
    for (const question of questions) {
      for (const saying of sayings) {
        const chosen = chosenIn(saying, question)
        expect(chosen, `${saying} to ${question}`).toBeNull()
      }
    }
  })

  it('is never made by an order code, nor by any number that is not offered', () => {
    fc.assert(
      fc.property(
        asked,
        fc.integer({ min: 10, max: 10_000_000 }),
        fc.constantFrom('', 'DK-', 'شماره '),
        (q, n, before) => {
          expect(chosenIn(before + n, q)).toBeNull()
        },
      ),
    )
  })

  it('leads the talk as the button would', () => {
    for (const typed of ['۱', '1️⃣', 'خراب يا آسيب ديده است', 'Damaged or broken', 'گزینه ۱']) {
      const [sara, neda] = [conversation(), conversation()]
      sara.starts()
      neda.starts()
      sara.says(typed)
      neda.presses('topic:damaged')
      expect([sara.topic(), sara.missing()], typed).toEqual([neda.topic(), neda.missing()])
    }
    const omid = conversation()
    omid.starts()
    omid.says('2 تا فنجان شکسته')
    expect([omid.topic(), omid.facts().description]).toEqual(['damaged', '2 تا فنجان شکسته'])
  })
})
