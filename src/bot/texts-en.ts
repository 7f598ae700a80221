import type { Texts } from './texts.ts'

export const en: Texts = {
  greeting: 'Hello and welcome.',
  ask: {
    topic: [
      'How can we help? Choose one of these, or tell us in your own words.',
      'Please tell us in one sentence what happened, or choose one of these.',
      'Which of these comes closest? If none does, choose “Something else”.',
    ],
    orderCode: [
      'Please send your order code.',
      'The order code is in the text message about your purchase, like \u2068DK-1234567\u2069 or \u2068123456\u2069. If you cannot find it, say “don’t have it”.',
      'I could not find an order code yet. It has 6 to 10 digits, sometimes after two or three letters. We can go on without it, too.',
    ],
    photos: [
      'Please send a photo of the item, so that my colleague can see what happened.',
      'If you can, send a picture of the item right here. If you have none, say “skip”.',
      'You can send the picture with the paper clip. We will help without one, too.',
    ],
    description: [
      'Please say in one sentence what is wrong. A voice note is fine.',
      'Please write or say briefly what the problem is, so that my colleague can answer exactly.',
      'A few words are enough, for example “the glass is cracked”.',
    ],
    more: [
      'We have all we need. If there is anything else, write it here and I will pass it on.',
      'If you need anything else, just write.',
      'Whatever you write reaches my colleague.',
    ],
  },
  topic: {
    damaged: 'Damaged or broken',
    not_arrived: 'Not arrived',
    wrong_item: 'Wrong item',
    refund: 'Refund or return',
    other: 'Something else',
  },
  button: { human: 'Talk to a person', noCode: 'I don’t have it', noPhoto: 'No photo', skip: 'Skip' },
  noted: what => `Noted: ${what.join(', ')}.`,
  what: {
    orderCode: code => `order code ${code}`,
    photos: 'your photo',
    voice: 'your voice note',
    phone: phone => `your number ${phone}`,
  },
  thanksForTelling: 'Thank you for telling us.',
  corrected: code => `Corrected: order code ${code}.`,
  topicChanged: topic => `All right, changed to “${topic}”.`,
  sendRightCode: 'No problem, please send the right code.',
  neverMind: 'No problem.',
  notUnderstood: 'Sorry, I did not get that.',
  handedBack: 'My colleague asked me for one more thing.',
  summary: ({ topic, orderCode, photos, description }) =>
    [
      'Thank you. This is what I noted:',
      `• About: ${topic}`,
      `• Order code: ${orderCode ?? 'not at hand'}`,
      ...(photos > 0 ? [`• Photos: ${photos}`] : []),
      ...(description === null
        ? []
        : [`• What happened: ${description === 'voice' ? 'your voice note' : description}`]),
      'A colleague reads this and answers you right here.',
    ].join('\n'),
  passedOn: 'Thank you, I passed it on. A colleague answers you right here.',
  humanComes: missing =>
    `Of course. A colleague reads this conversation and answers you right here.${missing.length > 0 ? ` Meanwhile, if you have ${missing.join(' and ')}, send it here to speed things up.` : ''}`,
  stuck: 'Sorry that I could not help properly. A colleague reads this conversation and answers you right here.',
  missing: { orderCode: 'your order code', photos: 'a photo of the item', description: 'a short description' },
}
