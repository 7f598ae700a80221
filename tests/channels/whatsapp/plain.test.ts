import { describe, expect, it } from 'vitest'
import { plainMessage, plainPerson, plainReaction } from '../../../src/channels/whatsapp/worker/plain.ts'
import { model } from './models.ts'

describe('a message of the page in plain words', () => {
  it('is the same whatever form its key has', () => {
    const forms = [
      { id: { fromMe: false, remote: '989120001000@c.us', id: 'ACAB', _serialized: 'false_989120001000@c.us_ACAB' } },
      {
        id: {
          fromMe: false,
          remote: { server: 'c.us', user: '989120001000', _serialized: '989120001000@c.us' },
          id: 'ACAB',
        },
      },
      { id: { fromMe: false, remote: { $1: '989120001000@c.us' }, id: 'ACAB', $1: 'false_989120001000@c.us_ACAB' } },
    ]
    for (const form of forms) {
      expect(plainMessage(model(form))).toMatchObject({ id: 'ACAB', chat: '989120001000@c.us', fromMe: false })
    }
  })

  it('is none where it is in no chat with a person', () => {
    for (const remote of [
      '120363000000000001@g.us',
      'status@broadcast',
      '1700000000@broadcast',
      '12036@newsletter',
      '',
      'x@c.us',
    ]) {
      expect(plainMessage(model({ id: { fromMe: false, remote, id: 'AC' } }))).toBeNull()
    }
    expect(plainMessage(model({ isStatusV3: true }))).toBeNull()
    expect(plainMessage(model({ id: { fromMe: false, remote: '989120001000@c.us', id: '' } }))).toBeNull()
    expect(plainMessage({})).toBeNull()
  })

  it('has no words where its body is a small picture of it', () => {
    const picture = {
      type: 'image',
      body: '/9j/4AAQ',
      caption: 'این',
      directPath: '/v/t62/1.enc',
      mimetype: 'image/jpeg',
    }
    expect(plainMessage(model(picture))).toMatchObject({ body: '', caption: 'این', media: { mime: 'image/jpeg' } })
    expect(plainMessage(model({ type: 'location', body: '/9j/4AAQ', lat: 1, lng: 2 }))).toMatchObject({ body: '' })
  })

  it('tells sizes and lengths that come as text or not at all', () => {
    const voice = { type: 'ptt', directPath: '/v/1.enc', mimetype: 'audio/ogg; codecs=opus', duration: '3', size: 0 }
    expect(plainMessage(model(voice))?.media).toMatchObject({ seconds: 3, bytes: 0, filename: null, gif: false })
    const bare = plainMessage(model({ type: 'ptt', directPath: '/v/1.enc', duration: '' }))
    expect(bare?.media).toMatchObject({ seconds: null, bytes: null, mime: '' })
  })

  it('names what was taken back by the id it had, under whichever it is kept now', () => {
    const id = { fromMe: false, remote: '989120001000@c.us', id: 'NEW' }
    const of = (more: object) => plainMessage(model({ id, type: 'revoked', ...more }))?.revokedId
    expect(of({ protocolMessageKey: { fromMe: false, id: 'OLD' } })).toBe('OLD')
    expect(of({ protocolMessageKey: 'false_989120001000@c.us_OLD' })).toBe('OLD')
    expect(of({})).toBe('NEW')
    expect(plainMessage(model({}))?.revokedId).toBeNull()
  })

  it('tells which album it belongs to, and what it answers', () => {
    expect(plainMessage(model({ parentMsgKey: 'false_989120001000@c.us_HEAD', quotedStanzaID: '3EB0' }))).toMatchObject(
      {
        parentId: 'HEAD',
        quotedId: '3EB0',
      },
    )
    expect(plainMessage(model({ parentMsgKey: { id: 'HEAD' } }))?.parentId).toBe('HEAD')
  })

  it('keeps what a sender claims within what can be stored', () => {
    const huge = {
      type: 'ptt',
      directPath: '/v/1.enc',
      duration: 4_294_967_295,
      size: 1.8e19,
      width: 4e9,
      height: 12.6,
    }
    expect(plainMessage(model(huge))).toMatchObject({
      media: { seconds: 2_147_483_647, bytes: Number.MAX_SAFE_INTEGER },
      size: { width: 2_147_483_647, height: 13 },
    })
    const later = plainMessage(model({ t: 1e15, latestEditSenderTimestampMs: 9e18 }))
    expect(later?.t).toBeLessThan(Date.now() / 1000 + 2 * 86_400)
    expect(new Date(later!.editedMs).getFullYear()).toBe(2100)
    const id = 'A'.repeat(5_000)
    expect(plainMessage(model({ parentMsgKey: { id }, quotedStanzaID: id }))).toMatchObject({
      parentId: null,
      quotedId: null,
    })
    expect(plainMessage(model({ type: 'revoked', protocolMessageKey: { id } }))?.revokedId).toBe('AC0123456789ABCDEF')
  })

  it('takes a reaction for what it is, and no person for anybody', () => {
    const chat = '989120001000@c.us'
    const reaction = { on: 'AC', emoji: '👍', t: 5, fromMe: false }
    expect(plainReaction(chat, reaction)).toEqual({ chat, ...reaction })
    expect(plainReaction(chat, { on: 'AC', emoji: 'x'.repeat(9_000), t: Number.NaN })).toMatchObject({
      emoji: '',
      t: 0,
    })
    expect(plainReaction(chat, { ...reaction, on: 'A'.repeat(5_000) })).toBeNull()
    expect(plainReaction('1203@g.us', reaction)).toBeNull()
    for (const odd of [undefined, '', 'undefined@c.us', '0@c.us', '120363000000000001@g.us', {}])
      expect(plainPerson({ name: odd, pn: odd, lid: odd })).toMatchObject({ pn: null, lid: null })
    const person = { name: 'سارا', pn: chat, lid: '77000000000001@lid' }
    expect(plainPerson(person)).toEqual(person)
    expect(plainPerson({ ...person, pn: person.lid, lid: chat })).toMatchObject({ pn: null, lid: null })
  })

  it('takes nothing for something that it is not', () => {
    const odd = { type: 7, body: { no: 'text' }, t: 'soon', ack: null, notifyName: 3, caption: [], pollOptions: 'none' }
    expect(plainMessage(model(odd))).toMatchObject({ type: '', body: '', t: 0, ack: 0, name: '', caption: '' })
    expect(plainMessage(model({ type: 'poll_creation', pollOptions: 'none' }))?.poll).toEqual({ name: '', options: [] })
    expect(plainMessage(model({ type: 'multi_vcard', vcardList: [{ vcard: 'A' }, null] }))?.vcards).toEqual(['A', ''])
    expect(plainMessage(model({ type: 'location', lat: 'north' }))?.location).toBeNull()
  })
})
