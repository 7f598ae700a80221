import { describe, expect, it } from 'vitest'
import type { OutgoingFile } from '../../../src/channels/channel.ts'
import { convertOut } from '../../../src/channels/telegram/convert-out.ts'
import { outgoingFile } from '../../support/outgoing-file.ts'

const chat = '5012345678'
const chat_id = 5_012_345_678
const MB = 1024 * 1024
const sentAs = (file: Partial<OutgoingFile>, caption?: string) =>
  convertOut(chat, { kind: 'file', file: outgoingFile(file), ...(caption && { caption }) }).method

describe('a text on its way out', () => {
  it('goes as plain text, whatever it looks like', () => {
    const text = '<b>سلام</b> *x* [y](z) \u200f'
    expect(convertOut(chat, { kind: 'text', text })).toEqual({
      method: 'sendMessage',
      payload: { chat_id, text },
      bytes: 0,
    })
  })

  it('quotes what it answers, and goes even where that is gone', () => {
    const { payload } = convertOut(chat, { kind: 'text', text: 'x', replyTo: '41' })
    expect(payload.reply_parameters).toEqual({ message_id: 41, allow_sending_without_reply: true })
  })

  it.each(['press:438', 'edit:41:5:6', ''])('goes without a quote where it answers no message: %s', replyTo => {
    const { payload } = convertOut(chat, { kind: 'text', text: 'x', replyTo })
    expect(payload.reply_parameters).toBeUndefined()
  })

  it('carries its choices as buttons', () => {
    const buttons = [[{ label: 'بله', value: 'yes' }], [{ label: 'نه', value: 'no' }]]
    expect(convertOut(chat, { kind: 'text', text: 'x', buttons }).payload.reply_markup).toEqual({
      inline_keyboard: [[{ text: 'بله', callback_data: 'yes' }], [{ text: 'نه', callback_data: 'no' }]],
    })
    expect(convertOut(chat, { kind: 'text', text: 'x', buttons: [] }).payload.reply_markup).toBeUndefined()
  })

  it('is refused where a button could not carry its value', () => {
    const withValue = (value: string) => () =>
      convertOut(chat, { kind: 'text', text: 'x', buttons: [[{ label: 'a', value }]] })
    expect(withValue('ب'.repeat(32))).not.toThrow()
    for (const value of ['ب'.repeat(33), '']) {
      expect(withValue(value)).toThrow(expect.objectContaining({ kind: 'refused', code: 'invalid' }))
    }
  })

  it('is refused where the chat is none of Telegram', () => {
    const send = () => convertOut('98912@c.us', { kind: 'text', text: 'x' })
    expect(send).toThrow(expect.objectContaining({ kind: 'refused', code: 'not_found' }))
  })

  it('changes the words of a message, or those under a file', () => {
    const edit = { kind: 'edit', target: '7', text: 'x' } as const
    expect(convertOut(chat, { ...edit, caption: false })).toMatchObject({
      method: 'editMessageText',
      payload: { chat_id, message_id: 7, text: 'x' },
    })
    expect(convertOut(chat, { ...edit, caption: true })).toMatchObject({
      method: 'editMessageCaption',
      payload: { chat_id, message_id: 7, caption: 'x' },
    })
  })
})

describe('a file on its way out', () => {
  it.each<[string, Partial<OutgoingFile>]>([
    ['sendPhoto', { kind: 'photo', mime: 'image/jpeg' }],
    ['sendDocument', { kind: 'photo', mime: 'image/heic' }],
    ['sendPhoto', { kind: 'photo', mime: 'image/png', bytes: 10 * MB }],
    ['sendDocument', { kind: 'photo', mime: 'image/png', bytes: 10 * MB + 1 }],
    ['sendVideo', { kind: 'video', mime: 'video/mp4' }],
    ['sendDocument', { kind: 'video', mime: 'video/webm' }],
    ['sendVoice', { kind: 'voice', mime: 'audio/ogg; codecs=opus' }],
    ['sendDocument', { kind: 'voice', mime: 'audio/webm' }],
    ['sendAudio', { kind: 'audio', mime: 'audio/mpeg' }],
    ['sendDocument', { kind: 'document', mime: 'image/jpeg' }],
    ['sendAnimation', { kind: 'animation', mime: 'image/gif' }],
    ['sendSticker', { kind: 'sticker', mime: 'image/webp' }],
    ['sendVideoNote', { kind: 'video_note', mime: 'video/mp4' }],
  ])('goes as what Telegram can show: %s for %o', (method, file) => {
    expect(sentAs(file)).toBe(method)
  })

  it('loses no caption to a kind that has no room for one', () => {
    expect(sentAs({ kind: 'video_note', mime: 'video/mp4' }, 'x')).toBe('sendVideo')
    expect(sentAs({ kind: 'sticker', mime: 'image/webp' }, 'x')).toBe('sendDocument')
  })

  it('quotes in the one form that survives the upload', () => {
    const { payload, upload } = convertOut(chat, { kind: 'file', file: outgoingFile(), caption: 'ب', replyTo: '41' })
    const reply_parameters = '{"message_id":41,"allow_sending_without_reply":true}'
    expect(payload).toEqual({ chat_id, caption: 'ب', reply_parameters })
    expect(upload).toMatchObject({ field: 'document', filename: 'file.bin' })
  })

  it.each([
    ['a"b\r\nX-Evil: 1.pdf', 'a_b X-Evil_ 1.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['فاکتور می\u200cآید.pdf', 'فاکتور می\u200cآید.pdf'],
    ['\u202e', 'file'],
  ])('has a name that cannot break the upload: %j', (name, filename) => {
    expect(convertOut(chat, { kind: 'file', file: outgoingFile({ name }) }).upload?.filename).toBe(filename)
  })

  it('goes as a document on the second try', () => {
    const file = outgoingFile({ kind: 'photo', mime: 'image/jpeg' })
    expect(convertOut(chat, { kind: 'file', file }, true).method).toBe('sendDocument')
  })
})

describe('an album on its way out', () => {
  const photo = outgoingFile({ kind: 'photo', mime: 'image/jpeg' })
  const video = outgoingFile({ kind: 'video', mime: 'video/mp4' })
  const song = outgoingFile({ kind: 'audio', mime: 'audio/mpeg' })
  const types = (files: OutgoingFile[], asDocument = false) =>
    convertOut(chat, { kind: 'album', files, caption: 'x' }, asDocument).album?.map(({ type }) => type)

  it('mixes only what Telegram mixes', () => {
    expect(types([photo, video])).toEqual(['photo', 'video'])
    expect(types([song, song])).toEqual(['audio', 'audio'])
    expect(types([photo, song])).toEqual(['document', 'document'])
    expect(types([photo, { ...photo, bytes: 11 * MB }])).toEqual(['document', 'document'])
    expect(types([photo, video], true)).toEqual(['document', 'document'])
  })

  it('has its caption on the first file alone', () => {
    const { method, album } = convertOut(chat, { kind: 'album', files: [photo, photo], caption: 'x' })
    expect([method, album?.map(({ caption }) => caption)]).toEqual(['sendMediaGroup', ['x', undefined]])
  })

  it('of one file is that file, and of none is refused', () => {
    expect(convertOut(chat, { kind: 'album', files: [photo], caption: 'x' }).method).toBe('sendPhoto')
    const empty = () => convertOut(chat, { kind: 'album', files: [] })
    expect(empty).toThrow(expect.objectContaining({ kind: 'refused' }))
  })
})
