import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { BusinessPhone, WhatsAppCustomer, WhatsAppWeb } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { startWhatsAppWeb } from '../../../src/sandbox/whatsapp-web/server.ts'
import { Location, MessageMedia, removeProfiles, type Stock, stock } from './client.ts'

const image = randomBytes(40_000)
const voice = randomBytes(9_000)
const paper = randomBytes(120_000)
const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Bia\nTEL;type=CELL;waid=5511966665555:+55 11 96666-5555\nEND:VCARD'

let double: WhatsAppWeb
let phone: BusinessPhone
let ana: WhatsAppCustomer
let shop: Stock
const folder = mkdtempSync(join(tmpdir(), 'whatsapp-'))

beforeAll(async () => {
  double = await startWhatsAppWeb({ chromium: inject('chromium'), behaviour: { qrRotateMs: 1500, qrMaxRefs: 3 } })
  phone = double.phone('5511900000001', { pushname: 'Padaria Azul' })
  ana = phone.customer('5511988887777', { pushname: 'Ana', name: 'Ana Maria' })
  shop = stock(double, folder)
})
afterAll(async () => {
  await shop.end()
  await double.close()
  await removeProfiles(folder)
})

const inPage = <T>(code: string) => shop.client.pupPage!.evaluate(code) as Promise<T>
const received = async (send: () => { id: string }) => {
  const { id } = send()
  const [message] = await shop.until('message', each => each.id.id === id)
  return message
}
const bytesOf = async (message: { downloadMedia(): Promise<{ data: string }> }) =>
  Buffer.from((await message.downloadMedia()).data, 'base64')

it('links a page by its QR, and refuses one that was replaced', async () => {
  const started = shop.client.initialize()
  const [old] = await shop.until('qr')
  expect(old.split(',')).toHaveLength(5)
  const [fresh] = await shop.until('qr', qr => qr !== old)
  expect(() => phone.scanQr(old)).toThrow('not valid any more')
  phone.scanQr(fresh)
  await shop.until('ready')
  await started
  const order = [...new Set(shop.said.map(({ event }) => event))]
  expect(order.filter(event => ['loading_screen', 'authenticated', 'ready'].includes(event))).toEqual([
    'loading_screen',
    'authenticated',
    'ready',
  ])
  expect([shop.client.info.wid._serialized, shop.client.info.pushname]).toEqual(['5511900000001@c.us', 'Padaria Azul'])
  expect(await shop.client.getState()).toBe('CONNECTED')
})

describe('what customers send reaches the library', () => {
  it('as text, with who wrote it', async () => {
    const message = await received(() => ana.text('Oi, tem bolo?'))
    expect([message.body, message.from, message.fromMe]).toEqual(['Oi, tem bolo?', '5511988887777@c.us', false])
    expect((await message.getContact()).pushname).toBe('Ana')
  })

  it('as files, byte for byte', async () => {
    const photo = await received(() => ana.image(image, { caption: 'assim', mimetype: 'image/png' }))
    expect([photo.type, photo.body, (await bytesOf(photo)).equals(image)]).toEqual(['image', 'assim', true])
    const note = await received(() => ana.voice(voice, { seconds: 7 }))
    expect([note.type, note.duration, (await bytesOf(note)).equals(voice)]).toEqual(['ptt', '7', true])
    const order = await received(() => ana.document(paper, { filename: 'pedido.pdf' }))
    expect((await order.downloadMedia()).filename).toBe('pedido.pdf')
    const album = ana.album([image, voice], { caption: 'duas fotos' })
    const [second] = await shop.until('message', each => each.id.id === album.items[1]!.id)
    expect((await bytesOf(second)).equals(voice)).toBe(true)
  })

  it('as places and cards', async () => {
    const place = await received(() => ana.location(-23.55, -46.63, { name: 'Casa', address: 'Rua A, 10' }))
    expect([place.location.latitude, place.location.name, place.hasMedia]).toEqual([-23.55, 'Casa', false])
    expect((await received(() => ana.vcard(card))).vCards).toEqual([card])
    expect((await received(() => ana.vcards([card, card]))).vCards).toHaveLength(2)
  })

  it('as answers, edits, deletions and reactions', async () => {
    const first = await received(() => ana.text('qual o valor?'))
    const answer = await received(() => ana.text('esse aqui', { quote: first.id.id }))
    expect((await answer.getQuotedMessage()).body).toBe('qual o valor?')
    ana.edit(first.id.id, 'quanto custa?')
    const [, now, before] = await shop.until('message_edit', each => each.id.id === first.id.id)
    expect([now, before]).toEqual(['quanto custa?', 'qual o valor?'])
    ana.react(first.id.id, '👍')
    const [reaction] = await shop.until('message_reaction')
    expect([reaction.reaction, reaction.senderId, reaction.msgId.id]).toEqual(['👍', '5511988887777@c.us', first.id.id])
    ana.revoke(first.id.id)
    const [gone, whole] = await shop.until('message_revoke_everyone')
    expect([gone.type, gone.protocolMessageKey.id, whole.body]).toEqual(['revoked', first.id.id, 'quanto custa?'])
    expect(gone.id.id).not.toBe(first.id.id)
    const from = shop.said.length
    ana.revoke(answer.id.id, { oneStep: true })
    const [after, none] = await shop.until('message_revoke_everyone', () => true, { from })
    expect([after.protocolMessageKey.id, none]).toEqual([answer.id.id, undefined])
  })

  it('from a LID, whose number may be hidden', async () => {
    const lia = phone.customer('5511977776666', { lid: '123456789012345', as: 'lid', lidKnown: false })
    const zoe = phone.customer('5511955554444', {
      lid: '222222222222222',
      as: 'lid',
      lidKnown: false,
      numberHidden: true,
    })
    const seen = await received(() => lia.text('oi'))
    expect((await shop.client.getContactLidAndPhone([seen.from]))[0]?.pn).toBe('5511977776666@c.us')
    const hidden = await received(() => zoe.text('oi'))
    expect((await shop.client.getContactLidAndPhone([hidden.from]))[0]?.pn).toBeUndefined()
  })

  it('apart from groups, stories, calls and what the owner writes by hand', async () => {
    const group = await received(() => ana.text('oi grupo', { group: '120363000000000001@g.us' }))
    expect([group.from, group.author]).toEqual(['120363000000000001@g.us', '5511988887777@c.us'])
    expect((await received(() => ana.status('meu status'))).isStatus).toBe(true)
    const words = phone.sendFromPhone('5511988887777', 'respondi do celular')
    const [own] = await shop.until('message_create', each => each.id.id === words.id)
    expect(own.fromMe).toBe(true)
    const drawn = phone.sendFromPhone('5511988887777', { image: { bytes: image }, text: 'foto' })
    const [picture] = await shop.until('message_create', each => each.id.id === drawn.id)
    expect([picture.body, (await bytesOf(picture)).equals(image)]).toEqual(['foto', true])
    ana.call()
    expect((await shop.until('call'))[0].from).toBe('5511988887777@c.us')
  })

  it('undecrypted at first', async () => {
    const secret = ana.ciphertext()
    await shop.until('message_ciphertext')
    secret.decrypt('agora sim')
    expect((await shop.until('message', each => each.id.id === secret.id))[0].body).toBe('agora sim')
  })

  it('with their picture', async () => {
    phone.customer(ana.number, { picture: image })
    expect(await shop.client.getProfilePicUrl(ana.wid())).toMatch(/^https:\/\/web\.whatsapp\.com\/picture\//)
    const who = `window.require('WAWebWidFactory').createWid('${ana.wid()}')`
    const thumb = await inPage<string>(`window.WWebJS.getProfilePicThumbToBase64(${who})`)
    expect(Buffer.from(thumb, 'base64').equals(image)).toBe(true)
  })
})

describe('what the shop sends reaches the customer', () => {
  it('as an answer', async () => {
    const question = await received(() => ana.text('tem de chocolate?'))
    const answer = await question.reply('Temos sim!')
    expect(await ana.waitForMessage(({ body }) => body === 'Temos sim!')).toMatchObject({
      id: answer.id.id,
      quotedId: question.id.id,
    })
  })

  it('as files, places and cards', async () => {
    const { client } = shop
    const media = (mime: string, bytes: Buffer, name: string) => new MessageMedia(mime, bytes.toString('base64'), name)
    await client.sendMessage(ana.wid(), media('image/jpeg', image, 'bolo.jpg'), { caption: 'O bolo' })
    const photo = await ana.waitForMessage(({ type }) => type === 'image')
    expect([photo.caption, photo.bytes?.equals(image)]).toEqual(['O bolo', true])
    await shop.until('media_uploaded')
    await client.sendMessage(ana.wid(), media('application/pdf', paper, 'nota.pdf'), { sendMediaAsDocument: true })
    const file = await ana.waitForMessage(({ type }) => type === 'document')
    expect([file.filename, file.bytes?.equals(paper)]).toEqual(['nota.pdf', true])
    await client.sendMessage(ana.wid(), media('audio/ogg; codecs=opus', voice, 'v.ogg'), { sendAudioAsVoice: true })
    expect((await ana.waitForMessage(({ type }) => type === 'ptt')).bytes?.equals(voice)).toBe(true)
    await client.sendMessage(ana.wid(), new Location(-23.5, -46.6, { name: 'Loja' }))
    expect((await ana.waitForMessage(({ type }) => type === 'location')).lat).toBe(-23.5)
    await client.sendMessage(ana.wid(), card)
    expect((await ana.waitForMessage(({ type }) => type === 'vcard')).body).toBe(card)
    const shown = ana.messages().filter(({ from, files }) => from === 'shop' && files.length > 0)
    expect(shown.slice(-3).map(({ files: [file] }) => [file?.as, file?.name, file?.bytes])).toEqual([
      ['photo', 'photo.jpg', image.length],
      ['document', 'nota.pdf', paper.length],
      ['voice', 'voice.ogg', voice.length],
    ])
  })

  it('with typing, edits, reactions, deletion and ticks, as the customer sees them', async () => {
    const changes: string[] = []
    const unwatch = double.watch(phone, change => {
      if (change.kind === 'action') changes.push(change.action)
      if (change.kind === 'message') {
        const { text, edited, revoked, ticks, reactions } = change.message
        changes.push(
          [text, edited && 'edited', revoked && 'revoked', ticks, reactions[0]?.emoji].filter(Boolean).join(' '),
        )
      }
    })
    const chat = await shop.client.getChatById(ana.wid())
    await chat.sendStateTyping()
    await chat.clearState()
    const message = await shop.client.sendMessage(ana.wid(), 'errado', { sendSeen: false })
    await ana.waitForMessage(({ body }) => body === 'errado')
    phone.ack(message.id.id, 'delivered')
    phone.ack(message.id.id, 'read')
    await shop.until('message_ack', (each, ack) => each.id.id === message.id.id && ack === 3)
    await message.edit('certo')
    await message.react('❤️')
    await message.delete(true)
    unwatch()
    expect(changes).toEqual([
      'typing',
      'stop',
      'errado sent',
      'errado delivered',
      'errado read',
      'certo edited read',
      'certo edited read ❤️',
      'edited revoked read ❤️',
    ])
    await chat.sendSeen()
    expect(ana.messages().filter(({ from, ticks }) => from === 'customer' && ticks !== 'read')).toEqual([])
  })

  it('under an id that was chosen beforehand, and once', async () => {
    await inPage(`window.require('WAWebMsgKey').newId = async () => '3EB0CHOSEN'`)
    for (const body of ['uma vez', 'uma vez']) await shop.client.sendMessage(ana.wid(), body)
    await ana.waitForMessage(({ id }) => id === '3EB0CHOSEN')
    expect(ana.received.filter(({ id }) => id === '3EB0CHOSEN')).toHaveLength(1)
  })
})

it('lists chats by when something last happened, and loads what is earlier', async () => {
  const t = Math.floor(Date.now() / 1000) + 100
  await received(() => ana.text('mais tarde', { t }))
  const late = await inPage(`window.require('WAWebCollections').Chat.getModelsArray()
    .filter(chat => chat.t >= ${t}).map(chat => [chat.id._serialized, chat.msgs.length > 0])`)
  expect(late).toEqual([[ana.wid(), true]])
})

it('does in the page what the test wants it to', async () => {
  const since = double.nextEvent()
  phone.evalInPage("window.require('WAWebStreamModel').Stream.markAvailable()")
  expect(await double.waitFor('presence', 5000, since)).toMatchObject({ value: 'available' })
})

it('asks for no module that the page lacks', () => {
  expect(double.events.filter(({ type }) => type === 'page_missing_module').map(({ name }) => name)).toEqual([])
  expect(double.events.filter(({ type }) => /page_(apply|listener)_error|server_error/.test(type))).toEqual([])
})
