import { describe, expect, test } from 'vitest'
import { en } from '../../src/bot/texts-en.ts'
import { fa } from '../../src/bot/texts-fa.ts'
import { buttonsIn, conversation } from './conversation.ts'

describe('in Persian', () => {
  test('a damaged item, one thing after the other', () => {
    const sara = conversation()
    const greeted = sara.starts()
    expect(greeted.text).toContain(fa.greeting)
    expect(greeted.text).toContain(fa.ask.topic[0])
    expect(buttonsIn(greeted).map(({ value }) => value)).toEqual([
      'topic:damaged',
      'topic:not_arrived',
      'topic:wrong_item',
      'topic:refund',
      'topic:other',
      'human',
    ])
    expect(sara.presses('topic:damaged').text).toContain(fa.ask.orderCode[0])
    const asksPhoto = sara.says('DK-۱۲۳ ۴۵۶۷')
    expect(asksPhoto.text).toContain('\u2068DK۱۲۳۴۵۶۷\u2069')
    expect(asksPhoto.text).toContain(fa.ask.photos[0])
    expect(sara.sends('photo').text).toContain(fa.ask.description[0])
    const done = sara.says('شیشه‌اش ترک برداشته')
    expect(done.text).toContain('\u2068DK۱۲۳۴۵۶۷\u2069')
    expect(done.text).toContain('\u2068شیشه‌اش ترک برداشته\u2069')
    expect(done.then).toEqual({ kind: 'hand_over', reason: 'finished' })
    expect(done.missing).toEqual([])
    expect(sara.facts()).toEqual({ orderCode: 'DK1234567', photos: ['fil_1'], description: 'شیشه‌اش ترک برداشته' })
    expect(sara.topic()).toBe('damaged')
  })

  test('everything in the first message: only the photo is asked for', () => {
    const sara = conversation()
    const step = sara.says('سلام، سفارشم ۱۲۳۴۵۶ خراب رسید')
    expect(step.say).toHaveLength(1)
    expect(step.text).toContain(fa.greeting)
    expect(step.text).toContain('\u2068۱۲۳۴۵۶\u2069')
    expect(step.text).toContain(fa.ask.photos[0])
    expect(step.language).toBe('fa')
    expect(sara.facts()).toEqual({ orderCode: '123456', description: 'سلام، سفارشم ۱۲۳۴۵۶ خراب رسید' })
    expect(sara.sends('photo').then?.reason).toBe('finished')
  })

  test('a photo with everything in its caption needs no question at all', () => {
    const sara = conversation()
    const step = sara.says('سفارش ۱۲۳۴۵۶ شکسته به دستم رسید', 'photo')
    expect(step.then?.reason).toBe('finished')
    expect(step.text).toContain(fa.greeting)
    expect(sara.facts()).toMatchObject({ orderCode: '123456', photos: ['fil_1'] })
  })

  test('the photo before the code', () => {
    const sara = conversation()
    expect(sara.sends('photo').text).toContain(fa.ask.topic[0])
    expect(sara.says('خراب').text).toContain(fa.ask.orderCode[0])
    expect(sara.says('۱۲۳۴۵۶').text).toContain(fa.ask.description[0])
    expect(sara.says('روشن نمی‌شود').then?.reason).toBe('finished')
  })

  test('an item that has not arrived is never asked for in a photo', () => {
    const sara = conversation()
    expect(sara.says('salam sefaresham nareside').text).toContain(fa.ask.orderCode[0])
    const done = sara.says('kodesh 123456')
    expect(done.then?.reason).toBe('finished')
    expect(done.text).toContain('\u2068123456\u2069')
    expect(sara.language()).toBe('fa')
    expect(sara.topic()).toBe('not_arrived')
  })

  test('no code is an answer, by word and by button', () => {
    for (const answer of ['ندارم', 'کد ندارم', 'یادم نیست', 'نمی دونم', 'پیداش نمی‌کنم', 'نه']) {
      const sara = conversation()
      sara.says('سفارشم هنوز نرسیده')
      const done = sara.says(answer)
      expect(done.then?.reason, answer).toBe('finished')
      expect(done.missing).toEqual(['orderCode'])
    }
    const sara = conversation()
    sara.says('سفارشم هنوز نرسیده')
    expect(sara.presses('none:orderCode').then?.reason).toBe('finished')
  })

  test('no photo is an answer, even before it was asked for', () => {
    const sara = conversation()
    sara.says('سفارشم خراب رسید')
    expect(sara.says('عکس ندارم').text).not.toContain(fa.ask.photos[0])
    const done = sara.says('۱۲۳۴۵۶')
    expect(done.then?.reason).toBe('finished')
    expect(done.missing).toEqual(['photos'])
  })

  test('a wrong code is corrected', () => {
    const sara = conversation()
    sara.says('سفارشم ۱۲۳۴۵۶ خراب رسید')
    const corrected = sara.says('ببخشید، کد اشتباه بود، ۶۵۴۳۲۱')
    expect(corrected.text).toContain('\u2068۶۵۴۳۲۱\u2069')
    expect(sara.facts().orderCode).toBe('654321')
    expect(sara.topic()).toBe('damaged')
    expect(sara.says('کد رو اشتباه نوشتم').text).toContain(fa.sendRightCode)
    sara.says('اشتباه: ۶۵۴۳۲۱ درستش ۱۱۱۲۲۲')
    expect(sara.facts().orderCode).toBe('111222')
  })

  test('a choice by its number, in any digits', () => {
    for (const typed of ['۲', '2', '٢', '۲.', 'گزینه ۲']) {
      const sara = conversation()
      sara.starts()
      sara.says(typed)
      expect(sara.topic(), typed).toBe('not_arrived')
    }
    const sara = conversation()
    sara.starts()
    expect(sara.says('۶').then?.reason).toBe('asked')
  })
})

describe('in English', () => {
  test('greets in the language of the messenger until something is written', () => {
    expect(conversation({ languageHint: 'en-GB' }).starts().text).toContain(en.greeting)
    expect(conversation({ languageHint: 'tr' }).starts().text).toContain(fa.greeting)
    expect(conversation({ languageHint: 'en' }).says('سلام').text).toContain(fa.greeting)
  })

  test('a wrong item with everything asked', () => {
    const john = conversation({ languageHint: 'en' })
    john.starts()
    expect(john.says('Wrong item').text).toContain(en.ask.orderCode[0])
    expect(john.says('SNP 00412').text).toContain('\u2068SNP00412\u2069')
    expect(john.says('skip').text).toContain(en.ask.description[0])
    const done = john.says('I got a red one instead of blue')
    expect(done.then?.reason).toBe('finished')
    expect(done.text).toContain('A colleague reads this')
    expect(done.missing).toEqual(['photos'])
  })

  test('a voice note is a description', () => {
    const john = conversation()
    john.says('hello, order 123456')
    john.says('refund')
    expect(john.sends('voice').then?.reason).toBe('finished')
    expect(john.facts().voices).toEqual(['fil_1'])
    expect(john.missing()).toEqual([])
  })

  test('a code in a few English letters does not change a Persian conversation', () => {
    const sara = conversation()
    sara.says('سفارشم نرسیده')
    expect(sara.says('code 123456').text).toContain('همکارم این‌ها را می‌خواند')
    expect(sara.language()).toBe('fa')
  })
})

describe('a person is called at any step', () => {
  const wishes = [
    ...[
      'اپراتور',
      'آدم',
      'کارشناس',
      'پشتیبان',
      'انسان',
      'می‌خوام با یه آدم واقعی حرف بزنم',
      'لطفا منو به پشتیبانی وصل کنید',
    ],
    ...[
      'اپراتور لطفاً',
      'human',
      'agent',
      'Operator',
      'person',
      'a person, please',
      'I want to talk to a human being right now please',
    ],
    ...['/human', 'operator lotfan', 'نمی‌خوام با ربات حرف بزنم'],
  ]
  const steps: [string, (who: ReturnType<typeof conversation>) => void][] = [
    ['first', () => undefined],
    ['topic', who => who.starts()],
    ['code', who => who.says('خراب')],
    ['photo', who => who.says('سفارش ۱۲۳۴۵۶ خراب')],
    ['description', who => [who.says('مرجوعی'), who.says('۱۲۳۴۵۶')]],
    ['after an agent', who => [who.says('سفارشم ۱۲۳۴۵۶ نرسیده'), who.isHandedBack()]],
  ]
  test.each(steps)('%s', (_, lead) => {
    for (const wish of wishes) {
      const who = conversation()
      lead(who)
      expect(who.says(wish).then?.reason, wish).toBe('asked')
    }
    const who = conversation()
    lead(who)
    const step = who.presses('human')
    expect(step.then).toEqual({ kind: 'hand_over', reason: 'asked' })
    expect(step.say).toHaveLength(1)
  })
  test('but not by a story in which somebody occurs', () => {
    const sara = conversation()
    expect(sara.says('The delivery person was late and my parcel arrived broken').then).toBeUndefined()
    expect(sara.topic()).toBe('damaged')
    expect(conversation().says('سلام پشتیبانی').then).toBeUndefined()
  })
})

describe('is never stuck', () => {
  test('a question is put in other words, and after the third miss a person comes', () => {
    const sara = conversation()
    const asked = [sara.starts().text, sara.says('؟').text, sara.says('🙂').text]
    expect(new Set(asked).size).toBe(3)
    const stuck = sara.says('؟؟')
    expect(stuck.then).toEqual({ kind: 'hand_over', reason: 'stuck' })
    expect(stuck.text).toContain(fa.stuck)
  })
  test('a miss at one question does not count for the next', () => {
    const sara = conversation()
    sara.starts()
    sara.says('؟')
    sara.says('؟')
    sara.presses('topic:damaged')
    sara.says('؟')
    expect(sara.says('؟').then).toBeUndefined()
    expect(sara.says('۱۲۳۴۵').then?.reason).toBe('stuck')
  })
  test('a phone number is learned, and is not the order code', () => {
    const sara = conversation()
    sara.says('سفارشم نرسیده')
    sara.says('۰۹۱۲۳۴۵۶۷۸۹')
    expect(sara.facts()).toMatchObject({ phone: '+989123456789' })
    expect(sara.facts().orderCode).toBeUndefined()
    sara.hear({ kind: 'said', text: '', files: [], contact: { phone: '989351112233', own: true } })
    expect(sara.facts().phone).toBe('+989351112233')
    sara.hear({ kind: 'said', text: '', files: [], contact: { phone: '+989350000000', own: false } })
    expect(sara.facts().phone).toBe('+989351112233')
  })
  test('a free sentence to the first question is an answer', () => {
    const sara = conversation()
    sara.starts()
    expect(sara.says('چرا قیمت این گوشی هر روز عوض می‌شود').text).toContain(fa.ask.orderCode[0])
    expect(sara.topic()).toBe('other')
  })
})

describe('an old button', () => {
  test('pressed late or twice does nothing', () => {
    const sara = conversation()
    sara.starts()
    sara.presses('topic:damaged')
    expect(sara.presses('topic:damaged').say).toEqual([])
    sara.says('۱۲۳۴۵۶')
    for (const value of ['topic:damaged', 'none:orderCode', 'something:else', ''])
      expect(sara.presses(value).say, value).toEqual([])
    expect(sara.facts().orderCode).toBe('123456')
    expect(sara.sends('photo').text).toContain(fa.ask.description[0])
  })
  test('of another topic changes the topic and leaves the question as it is', () => {
    const sara = conversation()
    sara.starts()
    sara.presses('topic:damaged')
    const step = sara.presses('topic:refund')
    expect(step.text).toBe(fa.topicChanged(fa.topic.refund))
    expect(sara.says('۱۲۳۴۵۶').text).toContain(fa.ask.description[0])
  })
})

test('an album is answered once, and all its pictures are kept', () => {
  const sara = conversation()
  sara.says('خراب')
  sara.says('۱۲۳۴۵۶')
  expect(sara.sends('photo').text).toContain(fa.ask.description[0])
  expect(sara.sends('photo').say).toEqual([])
  expect(sara.sends('photo', 'video').say).toEqual([])
  expect(sara.facts().photos).toEqual(['fil_1', 'fil_2', 'fil_3', 'fil_4'])
  expect(sara.says('شکسته').then?.reason).toBe('finished')
})

test('a very long message is read in good time', () => {
  const started = performance.now()
  for (const word of ['خراب ', 'می خواهم ', '۱۲۳ ', 'a', 'اا', 'کارت ۱۲ ', "don't ", '\u200C']) {
    conversation().says(word.repeat(60_000 / word.length))
  }
  expect(performance.now() - started).toBeLessThan(4000)
})

describe('given back by an agent', () => {
  test('only what is missing is asked for', () => {
    const sara = conversation()
    sara.says('سفارشم خراب رسید')
    sara.says('کد ندارم')
    sara.sends('photo')
    const back = sara.isHandedBack()
    expect(back.text).toContain(fa.ask.orderCode[0])
    expect(back.text).not.toContain(fa.greeting)
    const done = sara.says('پیدا کردم: ۱۲۳۴۵۶')
    expect(done.then?.reason).toBe('finished')
  })
  test('where nothing is missing the customer is told what to do', () => {
    const sara = conversation()
    sara.says('سفارش ۱۲۳۴۵۶ هنوز نرسیده')
    const back = sara.isHandedBack()
    expect(back.text).toBe(fa.ask.more[0])
    expect(back.then).toBeUndefined()
    const more = sara.says('آدرسم عوض شده')
    expect(more.text).toBe(fa.passedOn)
    expect(more.then?.reason).toBe('finished')
    expect(sara.facts().description).toContain('آدرسم عوض شده')
  })
})

test('what comes after the hand-over is learned in silence', () => {
  const sara = conversation()
  sara.says('اپراتور')
  const late = sara.says('کد سفارشم ۱۲۳۴۵۶')
  expect(late.say).toEqual([])
  expect(late.then?.kind).toBe('hand_over')
  expect(sara.facts().orderCode).toBe('123456')
})

test('a description cannot turn the summary around', () => {
  const sara = conversation()
  sara.says('سفارش ۱۲۳۴۵۶')
  sara.presses('topic:refund')
  const done = sara.says('پولم \u202Etxet\u2069 را پس بدهید')
  expect(done.text).not.toContain('\u202E')
  expect(done.text.split('\u2068')).toHaveLength(done.text.split('\u2069').length)
})
