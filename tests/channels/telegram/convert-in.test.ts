import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertIn, kindOf } from '../../../src/channels/telegram/convert-in.ts'
import * as given from './updates.ts'

const now = new Date('2026-03-21T09:00:00Z')
const convert = (body: object) => convertIn(given.messageUpdate(body), now)

const envelope = {
  chat: '5012345678',
  eventId: '41',
  sender: { remoteId: '5012345678', name: 'سارا محمدی', username: 'sara_m', language: 'fa' },
  at: new Date('2026-03-21T08:00:00Z'),
}
const said = { ...envelope, kind: 'message', text: '', files: [] }

describe('a message of Telegram', () => {
  it.each([
    ['Persian', 'سفارش ۱۲۳۴ خراب رسید، می‌خواهم پس بدهم'],
    ['right-to-left marks', '\u200fسلام\u200e \u202bABC\u202c'],
    ['4,096 emoji', '😡'.repeat(4096)],
    ['half-spaces and joiners', 'می\u200cشود 👨\u200d👩\u200d👧'],
    ['what looks like markup', '<b>*_`[x](y)'],
    ['blank', '   '],
  ])('keeps the words as they were said: %s', (_, text) => {
    expect(convert({ text })).toEqual([{ ...said, text }])
  })

  it('changes only what no database can keep: NUL and half characters', () => {
    expect(convert({ text: 'a\0b\ud83dc\ude21d😡' })).toEqual([{ ...said, text: 'ab\ufffdc\ufffdd😡' }])
  })

  it.each([
    [
      'photo',
      { photo: given.photo },
      { kind: 'photo', token: 'AgACx', bytes: 98_103, width: 1280, height: 960, mime: 'image/jpeg' },
    ],
    [
      'document',
      { document: given.document },
      { kind: 'document', token: 'BQAC', bytes: 48_211, name: 'فاکتور ۱۲.pdf', mime: 'application/pdf' },
    ],
    ['voice', { voice: given.voice }, { kind: 'voice', token: 'AwAC', bytes: 28_112, duration: 7, mime: 'audio/ogg' }],
    [
      'video',
      { video: given.video },
      {
        kind: 'video',
        token: 'BAAC',
        bytes: 3_100_000,
        name: 'IMG_1.MOV',
        mime: 'video/mp4',
        width: 720,
        height: 1280,
        duration: 12,
      },
    ],
    [
      'round video',
      { video_note: given.videoNote },
      { kind: 'video_note', token: 'DQAC', bytes: 512_000, duration: 5 },
    ],
    [
      'audio',
      { audio: given.audio },
      { kind: 'audio', token: 'CQAC', bytes: 4_000_000, name: 'song.mp3', mime: 'audio/mpeg', duration: 180 },
    ],
    [
      'animation, which comes as a document too',
      { animation: given.animation, document: given.document },
      {
        kind: 'animation',
        token: 'CgAC',
        bytes: 65_000,
        name: 'a.mp4',
        mime: 'video/mp4',
        width: 320,
        height: 240,
        duration: 2,
      },
    ],
    [
      'sticker',
      { sticker: given.sticker },
      { kind: 'sticker', token: 'CAAC', bytes: 22_000, mime: 'image/webp', width: 512, height: 512 },
    ],
    [
      'animated sticker',
      { sticker: { ...given.sticker, is_animated: true } },
      { kind: 'sticker', token: 'CAAC', bytes: 22_000, mime: 'application/x-tgsticker', width: 512, height: 512 },
    ],
  ])('brings its file: %s', (_, body, file) => {
    expect(convert({ ...body, caption: 'این شکست' })).toEqual([{ ...said, text: 'این شکست', files: [file] }])
  })

  it('takes the largest photo, wherever it stands', () => {
    expect(convert({ photo: [...given.photo].reverse() })).toMatchObject([{ files: [{ token: 'AgACx' }] }])
  })

  it('rebuilds a file name that would pose as another', () => {
    const document = { ...given.document, file_name: 'bill\u202efdp.exe\r\n' }
    expect(convert({ document })).toMatchObject([{ files: [{ name: 'bill fdp.exe' }] }])
  })

  it('tells that files came as one album', () => {
    expect(convert({ photo: given.photo, media_group_id: '139' })).toMatchObject([{ album: '139' }])
  })

  it('tells what it answers, and that it was passed on', () => {
    const answer = {
      text: 'بله',
      reply_to_message: { message_id: 40, chat: given.chat, date: given.date, text: 'رسید؟' },
    }
    expect(convert(answer)).toEqual([{ ...said, text: 'بله', replyTo: '40' }])
    const passedOn = { text: 'x', forward_origin: { type: 'hidden_user', sender_user_name: 'A', date: given.date } }
    expect(convert(passedOn)).toEqual([{ ...said, text: 'x', forwarded: true }])
    expect(convert({ text: '/start', forward_date: given.date })).toEqual([
      { ...said, text: '/start', forwarded: true },
    ])
  })

  it('brings a place, with its name where it has one', () => {
    const location = { latitude: 35.7, longitude: 51.4 }
    expect(convert({ location })).toEqual([{ ...said, location }])
    const venue = { location, title: 'برج میلاد', address: 'تهران' }
    expect(convert({ location, venue })).toEqual([{ ...said, location: { ...location, title: 'برج میلاد, تهران' } }])
  })

  it.each([
    ['their own number', { user_id: given.sara.id }, {}, { own: true, phone: '+989121234567' }],
    ['a card from the address book', { user_id: 77 }, {}, { own: false, phone: '989121234567' }],
    ['a card without a user', {}, {}, { own: false, phone: '989121234567' }],
    [
      'their number, but passed on',
      { user_id: given.sara.id },
      { forward_date: given.date },
      { own: false, phone: '989121234567' },
    ],
  ])('takes a phone number as theirs only where Telegram proves it: %s', (_, card, body, expected) => {
    const contact = { phone_number: '989121234567', first_name: 'Sara', ...card }
    expect(convert({ contact, ...body })).toMatchObject([{ contact: { name: 'Sara', ...expected } }])
  })

  it.each([
    ['dice', { dice: { emoji: '🎲', value: 3 } }],
    ['poll', { poll: { id: '1', question: 'x', options: [] } }],
    ['game', { game: { title: 'x', description: '', photo: [] } }],
    ['story', { reply_to_message: { message_id: 3 }, story: { chat: given.chat, id: 3 } }],
    ['paid_media', { paid_media: { star_count: 1, paid_media: [] }, show_caption_above_media: true }],
    ['checklist_of_next_year', { checklist_of_next_year: {} }],
    ['photo', { photo: [] }],
    ['document', { document: { file_name: 'no id' } }],
  ])('is kept even where it cannot be read: %s', (unsupported, body) => {
    expect(convert(body)).toMatchObject([{ ...said, unsupported }])
  })

  it.each([
    ['/start', {}],
    ['/start AbC-12_x', { payload: 'AbC-12_x' }],
    ['/start@shop_bot 7', { payload: '7' }],
  ])('opens the conversation with %s', (text, payload) => {
    expect(convert({ text })).toEqual([{ ...envelope, kind: 'started', ...payload }])
  })

  it.each(['/start my order is broken', '/starting', 'x /start', `/start ${'a'.repeat(65)}`])(
    'keeps words that only look like a start: %s',
    text => {
      expect(convert({ text })).toEqual([{ ...said, text }])
    },
  )

  it('shows a name that cannot disturb what stands beside it', () => {
    const from = { ...given.sara, first_name: '\u202eevil\n\u2066', last_name: '\u0007 می\u200cنا  ' }
    expect(convert({ from, text: 'x' })).toMatchObject([{ sender: { name: 'evil می\u200cنا' } }])
  })

  it('calls a person without a name by their username', () => {
    const from = { id: 9, is_bot: false, first_name: '\u200f', username: 'nobody' }
    expect(convert({ from, text: 'x' })).toMatchObject([{ sender: { name: 'nobody' } }])
  })

  it.each([
    ['a group', { chat: { id: -100, type: 'supergroup', title: 'G' } }],
    ['a channel', { chat: { id: -200, type: 'channel', title: 'C' } }],
    ['the bot itself', { from: { id: 123, is_bot: true, first_name: 'Shop' } }],
    ['a connected business account', { business_connection_id: 'b1' }],
  ])('is left alone where it comes from %s', (_, body) => {
    expect(convert({ text: 'x', ...body })).toEqual([])
  })
})

describe('other updates of Telegram', () => {
  const edit = (body: object, id: number) =>
    convertIn(
      {
        update_id: id,
        edited_message: {
          message_id: 41,
          from: given.sara,
          chat: given.chat,
          date: given.date,
          edit_date: given.date + 60,
          ...body,
        },
      },
      now,
    )

  it('tell what an edited message says now', () => {
    const expected = { kind: 'edited', edits: '41', text: 'نه', at: new Date('2026-03-21T08:01:00Z') }
    expect(edit({ text: 'نه' }, 5)).toEqual([{ ...envelope, eventId: `edit:41:${given.date + 60}:5`, ...expected }])
    expect(edit({ photo: given.photo, caption: 'زیر عکس' }, 6)).toMatchObject([{ kind: 'edited', text: 'زیر عکس' }])
  })

  it('tell two edits of one second apart', () => {
    const [one] = edit({ text: 'a' }, 5)
    const [other] = edit({ text: 'b' }, 6)
    expect(one?.eventId).not.toBe(other?.eventId)
  })

  it('do not take walking about with a shared place for other words', () => {
    expect(edit({ location: { latitude: 1, longitude: 2, live_period: 900 } }, 5)).toEqual([])
  })

  it('tell which button was pressed, and under what', () => {
    const pressed = { kind: 'pressed', value: 'yes:7', on: '39', at: now, eventId: 'press:4382bfdwdsb323b2d9' }
    expect(convertIn(given.pressUpdate, now)).toEqual([{ ...envelope, ...pressed }])
  })

  it('tell a press under a message too old to be had', () => {
    const old = { ...Object(given.pressUpdate.callback_query), message: { message_id: 3, chat: given.chat, date: 0 } }
    expect(convertIn({ update_id: 1, callback_query: old }, now)).toMatchObject([{ kind: 'pressed', on: '3' }])
  })

  it.each([
    ['kicked', false],
    ['member', true],
  ])('tell whether we can reach them: %s', (status, reachable) => {
    const expected = { kind: 'reachable', reachable, eventId: 'update:700000010' }
    expect(convertIn(given.membershipUpdate(status), now)).toEqual([{ ...envelope, ...expected }])
  })

  it('leave groups the bot was put into alone', () => {
    expect(convertIn(given.membershipUpdate('member', { chat: { id: -5, type: 'group' } }), now)).toEqual([])
  })

  it('are kept where a person can be found behind a kind nobody knows', () => {
    const wave = { update_id: 8, wave: { chat: given.chat, user: given.sara, date: given.date } }
    expect(convertIn(wave, now)).toEqual([{ ...said, eventId: 'update:8', unsupported: 'wave' }])
    expect(convertIn({ update_id: 9, shipping_query: { id: '1' } }, now)).toEqual([])
    expect(convertIn({ update_id: 9 }, now)).toEqual([])
  })

  it('are named for the log without a word of theirs', () => {
    expect(kindOf(given.pressUpdate)).toBe('callback_query')
    expect(kindOf({ update_id: 1, سلام: {} })).toBe('unknown')
  })
})

it('never fails on anything that claims to be an update', () => {
  const kinds = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'other']
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.jsonValue(), fc.jsonValue(), (kind, body, field) => {
      const half = { ...(given.messageUpdate({ text: field, from: body, photo: field }).message as object) }
      expect(Array.isArray(convertIn({ update_id: 1, [kind]: body }, now))).toBe(true)
      expect(convertIn({ update_id: 1, [kind]: half }, now).every(event => event.chat === '5012345678')).toBe(true)
    }),
  )
})
