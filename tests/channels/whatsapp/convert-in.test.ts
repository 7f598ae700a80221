import { describe, expect, it } from 'vitest'
import { albums } from '../../../src/channels/whatsapp/albums.ts'
import { convertEdit, convertLate, convertMessage } from '../../../src/channels/whatsapp/convert-in.ts'
import { idOf, isOurs } from '../../../src/channels/whatsapp/ids.ts'
import { senderOf } from '../../../src/channels/whatsapp/people.ts'
import { key, plain } from './models.ts'

const sara = { remoteId: '989120001000@c.us', name: 'سارا', phone: '+989120001000' }
const picture = { type: 'image', body: '/9j/', caption: 'این', directPath: '/v/1.enc', mimetype: 'image/jpeg', size: 9 }
const converted = (attrs: Record<string, unknown>) => convertMessage(plain(attrs), sara, null)

describe('what a customer said, in the words of the core', () => {
  it('says when, where, by whom and what', () => {
    expect(converted({ id: key('AC1') })).toEqual([
      {
        kind: 'message',
        chat: '989120001000@c.us',
        eventId: 'AC1',
        sender: sara,
        at: new Date(1_780_000_000_000),
        text: 'سلام',
        files: [],
      },
    ])
  })

  it.each(['e2e_notification', 'gp2', 'protocol', 'call_log', 'album', 'notification_template'])(
    'is nothing where it is nobody’s words (%s)',
    type => expect(converted({ type })).toEqual([]),
  )

  it.each(['buttons_response', 'list_response', 'template_button_reply', 'interactive_response'])(
    'is the words of a choice (%s)',
    type => expect(converted({ type })).toMatchObject([{ text: 'سلام' }]),
  )

  it.each(['order', 'product', 'ciphertext', 'something_new', ''])('is there where it cannot be read (%s)', type => {
    const [event] = converted({ type, body: undefined })
    expect(event).toMatchObject({ kind: 'message', text: '', files: [], unsupported: type || 'unknown' })
  })

  it('shows no name that hides what it is, whoever tells it', () => {
    const trick = 'سارا\u202E\nفروشگاه'
    expect(senderOf(sara.remoteId, { name: trick, pn: null, lid: null }, '').name).toBe('سارا فروشگاه')
    expect(senderOf(sara.remoteId, { name: 'سارا', pn: null, lid: null }, '\u202E').name).toBe('سارا')
    const body = `BEGIN:VCARD\nFN:علی\u202E${'ی'.repeat(500)}\nTEL;waid=1:+98\u202E912\nEND:VCARD`
    const [event] = converted({ type: 'vcard', body })
    expect(event).toMatchObject({ contact: { name: expect.stringMatching(/^علی ی{1,100}…?$/), phone: '+98 912' } })
  })

  it('says what a file is, and where it is had', () => {
    expect(converted({ ...picture, id: key('AC2'), width: 640, height: 480 })[0]).toMatchObject({
      text: 'این',
      files: [{ kind: 'photo', token: '989120001000@c.us|AC2', mime: 'image/jpeg', bytes: 9, width: 640, height: 480 }],
    })
    const kinds = {
      video: 'video',
      ptt: 'voice',
      audio: 'audio',
      sticker: 'sticker',
      ptv: 'video_note',
      other: 'document',
      constructor: 'document',
    }
    for (const [type, kind] of Object.entries(kinds)) {
      expect(converted({ ...picture, type })[0]).toMatchObject({ files: [{ kind }] })
    }
    expect(converted({ ...picture, type: 'video', isGif: true })[0]).toMatchObject({ files: [{ kind: 'animation' }] })
  })

  it('reads a card as phones write it, and never takes it for the sender’s own', () => {
    const body = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN;CHARSET=UTF-8:رضا\r\nitem1.TEL;waid=98912:+98 912\r\nEND:VCARD'
    expect(converted({ type: 'vcard', body })[0]).toMatchObject({
      contact: { name: 'رضا', phone: '+98 912', own: false },
    })
    expect(converted({ type: 'vcard', body: 'nothing' })[0]).toMatchObject({
      contact: { name: '', phone: '', own: false },
    })
  })

  it('is both there and taken back where only that came here', () => {
    expect(converted({ id: key('NEW'), type: 'revoked', protocolMessageKey: key('OLD') })).toMatchObject([
      { kind: 'message', eventId: 'OLD', unsupported: 'deleted' },
      { kind: 'deleted', eventId: 'revoke:OLD', deletes: 'OLD' },
    ])
  })

  it('is said elsewhere where it was said by one of ours on the phone', () => {
    expect(converted({ id: key('AC3', true), quotedStanzaID: 'Q' })).toMatchObject([
      { kind: 'said_elsewhere', text: 'سلام', replyTo: 'Q', sender: sara },
    ])
    expect(converted({ id: key('AC3', true), type: 'location', lat: 1, lng: 2 })[0]).toMatchObject({
      unsupported: 'location',
    })
    expect(converted({ id: key('B', true), type: 'revoked', protocolMessageKey: key('A', true) })).toMatchObject([
      { kind: 'said_elsewhere', eventId: 'A' },
      { kind: 'deleted', deletes: 'A' },
    ])
  })

  it('tells one edit from the next, under a file by its words', () => {
    const edit = (editedMs: number, more = {}) =>
      convertEdit(plain({ id: key('AC4'), latestEditSenderTimestampMs: editedMs, ...more }), sara)
    expect(edit(1_780_000_005_000)).toMatchObject({
      kind: 'edited',
      edits: 'AC4',
      text: 'سلام',
      at: new Date(1_780_000_005_000),
    })
    expect(edit(1).eventId).not.toBe(edit(2).eventId)
    expect(edit(1, picture)).toMatchObject({ text: 'این' })
  })

  it('gives the words of what could not be read at first to what stands in their place, and a file beside it', () => {
    expect(convertLate(plain({ id: key('AC5') }), sara)).toMatchObject([{ kind: 'edited', edits: 'AC5', text: 'سلام' }])
    const [late] = convertLate(plain({ id: key('AC6'), ...picture }), sara)
    expect(late).toMatchObject({ kind: 'message', files: [{ kind: 'photo', token: '989120001000@c.us|AC6' }] })
    expect(late?.eventId).not.toBe('AC6')
  })
})

describe('an album', () => {
  const image = (more = {}) => plain({ ...picture, ...more })

  it('is what follows its head closely, until something else is said', () => {
    const parted = albums()
    expect(parted.of(plain({ id: key('HEAD'), type: 'album' }))).toBeNull()
    expect([parted.of(image()), parted.of(image({ type: 'video' }))]).toEqual(['HEAD', 'HEAD'])
    expect(parted.of(plain())).toBeNull()
    expect(parted.of(image())).toBeNull()
  })

  it('does not take in what comes much later, in another chat, or from the other side', () => {
    const parted = albums()
    parted.of(plain({ id: key('HEAD'), type: 'album' }))
    const other = { fromMe: false, remote: '989120001001@c.us', id: 'X' }
    expect(parted.of(image({ id: other }))).toBeNull()
    expect(parted.of(image({ id: key('Y', true) }))).toBeNull()
    expect(parted.of(image({ t: 1_780_000_600 }))).toBeNull()
  })

  it('is what a picture itself says it is', () => {
    expect(albums().of(image({ parentMsgKey: 'false_989120001000@c.us_HEAD' }))).toBe('HEAD')
  })
})

describe('ids', () => {
  it('are the same for one key, differ between keys, and are known as ours', () => {
    expect(idOf('a')).toBe(idOf('a'))
    expect(new Set(Array.from({ length: 500 }, (_, i) => idOf(`key-${i}`))).size).toBe(500)
    expect(isOurs(idOf('a'))).toBe(true)
  })

  it('of others are not taken for ours', () => {
    const mine = idOf('a')
    const forged = mine.slice(0, -1) + (mine.endsWith('0') ? '1' : '0')
    for (const id of ['', '3EB0', 'AC0123456789ABCDEF0123', '3A0123456789ABCDEF01', forged, `${mine}0`]) {
      expect(isOurs(id)).toBe(false)
    }
  })
})

describe('a sender', () => {
  it('is called as the message says, else as the page knows, else by number', () => {
    const person = { name: 'سارا ر.', pn: '989120001000@c.us', lid: '77@lid' }
    expect(senderOf('989120001000@c.us', person, 'سارا')).toEqual({
      remoteId: '989120001000@c.us',
      name: 'سارا',
      aliases: ['77@lid'],
      phone: '+989120001000',
    })
    expect(senderOf('989120001000@c.us', person, '').name).toBe('سارا ر.')
    expect(senderOf('77@lid', { ...person, name: '' }, '').name).toBe('+989120001000')
  })

  it('has no number where nobody tells it: a hidden name is none', () => {
    expect(senderOf('77@lid', { name: '', pn: null, lid: '77@lid' }, '')).toEqual({
      remoteId: '77@lid',
      name: 'WhatsApp',
    })
  })
})
