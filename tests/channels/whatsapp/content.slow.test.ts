import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Incoming, OutgoingFile, OutgoingPart } from '../../../src/channels/channel.ts'
import type { Sent, WhatsAppCustomer } from '../../../src/sandbox/whatsapp-web/contract.ts'
import { outgoingFile } from '../../support/outgoing-file.ts'
import { browsersOf, type House, newKey, up } from './house.ts'
import { type WhatsApp, whatsapp } from './rig.ts'

const CARD = 'BEGIN:VCARD\nVERSION:3.0\nFN:رضا\nTEL;type=CELL;waid=989121112233:+98 912 111 2233\nEND:VCARD'
const SECOND = 'BEGIN:VCARD\nVERSION:3.0\nFN:مینا\nTEL:+98 912 000 0000\nEND:VCARD'
const bytes = Buffer.from('content')
const timings = { sendMs: 500, sweepMs: [500, 500] } as const

describe('what is said on WhatsApp', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let house: House

  beforeAll(async () => {
    shared = await whatsapp()
    await shared.link()
    house = await up(shared, { timings })
  })
  afterEach(() => shared.web.clearFaults())
  afterAll(async () => {
    await house.channel.close()
    expect(browsersOf(shared.folder).tree).toEqual([])
    await shared.close()
  })

  const guest = async () => {
    const sara = shared.customer()
    const { id } = sara.text('سلام')
    await house.hears(sara, 1)
    return { sara, id }
  }
  /** What the core is told of the next thing that is said. */
  const told = async (customer: WhatsAppCustomer, say: (to: WhatsAppCustomer) => { id: string }) => {
    const { id } = say(customer)
    await house.inlet.until(() => house.has(customer).some(({ eventId }) => eventId === id))
    return house.has(customer).find(({ eventId }) => eventId === id)
  }
  const filesOf = (event: Incoming | undefined) => (event && 'files' in event ? event.files : [])

  describe('by a customer', () => {
    const files: [string, string, (sara: WhatsAppCustomer) => { id: string }][] = [
      ['photo', 'image/jpeg', sara => sara.image(bytes)],
      ['video', 'video/mp4', sara => sara.video(bytes)],
      ['animation', 'video/mp4', sara => sara.video(bytes, { gif: true })],
      ['voice', 'audio/ogg', sara => sara.voice(bytes)],
      ['audio', 'audio/mpeg', sara => sara.audio(bytes)],
      ['document', 'application/pdf', sara => sara.document(bytes, { filename: 'فاکتور.pdf' })],
      ['sticker', 'image/webp', sara => sara.sticker(bytes)],
    ]
    it.each(files)('brings a file as what it is, with its content (%s)', async (kind, mime, say) => {
      const [file] = filesOf(await told(shared.customer(), say))
      expect(file).toMatchObject({ kind, mime, bytes: bytes.length })
      if (kind === 'document') expect(file?.name).toBe('فاکتور.pdf')
      expect(await buffer(await house.channel.download(file!))).toEqual(bytes)
    })

    const others: [
      string,
      (sara: WhatsAppCustomer) => { id: string },
      Partial<Extract<Incoming, { kind: 'message' }>>,
    ][] = [
      [
        'a place',
        sara => sara.location(35.7, 51.4, { name: 'میدان', address: 'تهران' }),
        { location: { latitude: 35.7, longitude: 51.4, title: 'میدان, تهران' } },
      ],
      ['a card', sara => sara.vcard(CARD), { contact: { name: 'رضا', phone: '+98 912 111 2233', own: false } }],
      ['cards', sara => sara.vcards([CARD, SECOND]), { text: 'رضا +98 912 111 2233\nمینا +98 912 000 0000' }],
      ['a poll', sara => sara.poll('کدام؟', ['سیاه', 'سفید']), { text: 'کدام؟\n• سیاه\n• سفید' }],
      ['what it cannot read', sara => sara.raw({ type: 'order', orderId: '1' }), { unsupported: 'order' }],
      ['what was passed on', sara => sara.text('خبر', { forwarded: 3 }), { text: 'خبر', forwarded: true }],
    ]
    it.each(others)('brings %s', async (_what, say, expected) => {
      expect(await told(shared.customer(), say)).toMatchObject({ kind: 'message', ...expected })
    })

    it('brings what an answer answers', async () => {
      const { sara, id } = await guest()
      expect(await told(sara, to => to.text('این', { quote: id }))).toMatchObject({ replyTo: id })
    })

    it('brings an album whose pictures do not say what they belong to', async () => {
      const sara = shared.customer()
      const head = sara.raw({ type: 'album' })
      for (const caption of ['یک', 'دو']) sara.image(bytes, { caption })
      await house.hears(sara, 2)
      expect(house.has(sara)).toMatchObject([
        { text: 'یک', album: head.id },
        { text: 'دو', album: head.id },
      ])
    })

    it('brings each change of words, under a file as well', async () => {
      const { sara, id } = await guest()
      const photo = sara.image(bytes, { caption: 'این' })
      for (const text of ['یک', 'دو']) {
        sara.edit(id, text)
        await house.inlet.event('edited', ({ edits, text: said }) => edits === id && said === text)
      }
      sara.edit(photo.id, 'آن')
      expect(await house.inlet.event('edited', ({ edits }) => edits === photo.id)).toMatchObject({ text: 'آن' })
      expect(house.heard(sara)).toEqual(['سلام', 'این', '<edited>', '<edited>', '<edited>'])
    })

    it.each([{}, { sameId: true }, { oneStep: true }])('brings what was taken back (%j)', async how => {
      const { sara, id } = await guest()
      sara.revoke(id, how)
      expect(await house.inlet.event('deleted', ({ deletes }) => deletes === id)).toMatchObject({ chat: sara.wid() })
      expect(house.heard(sara)).toEqual(['سلام', '<deleted>'])
    })

    it('brings reactions, and that they were taken back', async () => {
      const { sara, id } = await guest()
      const ours = await house.say(sara, 'رسید')
      sara.react(ours, '❤️')
      sara.react(id, '👍')
      sara.react(ours, '')
      await house.inlet.event('reacted', ({ emoji, on }) => emoji === null && on === ours)
      const reactions = house.has(sara).filter(event => event.kind === 'reacted')
      expect(reactions).toMatchObject([
        { on: ours, emoji: '❤️' },
        { on: id, emoji: '👍' },
        { on: ours, emoji: null },
      ])
    })

    it('brings that somebody called', async () => {
      const { sara } = await guest()
      sara.call()
      await house.hears(sara, 2)
      expect(house.has(sara)[1]).toMatchObject({ kind: 'message', unsupported: 'call' })
    })

    it('brings what becomes readable, and nothing before', async () => {
      const { sara } = await guest()
      const sealed = sara.ciphertext()
      sealed.decrypt('حالا خوانا')
      expect(await told(sara, () => sealed)).toMatchObject({ kind: 'message', text: 'حالا خوانا' })
      expect(house.heard(sara)).toEqual(['سلام', 'حالا خوانا'])
    })

    it('says of what stays unreadable that it is there, and its words once they can be read', async () => {
      const { sara } = await guest()
      // Nobody says any more of what is seen once: it is found when the chats are read.
      const sealed = sara.ciphertext({ subtype: 'view_once_unavailable_fanout' })
      expect(await told(sara, () => sealed)).toMatchObject({ kind: 'message', text: '', unsupported: 'ciphertext' })
      await house.channel.close()
      sealed.decrypt('دیر، ولی خوانا')
      const later = await up(shared, { timings })
      expect(await later.inlet.event('edited', ({ edits }) => edits === sealed.id)).toMatchObject({
        text: 'دیر، ولی خوانا',
      })
      house = later
    })

    it('is handed the same again, and tells it once', async () => {
      const { sara, id } = await guest()
      shared.phone.redeliver(id)
      sara.text('بعدی')
      await house.hears(sara, 2)
      expect(house.inlet.offers(({ eventId }) => eventId === id)).toBe(1)
    })

    it('leaves groups, stories, channels and lists alone', async () => {
      const { sara } = await guest()
      sara.text('در گروه', { group: '120363000000000001@g.us' })
      sara.status('داستان')
      sara.text('کانال', { extra: {}, group: '120363000000000002@newsletter' })
      sara.text('فهرست', { group: '1700000000@broadcast' })
      const seen = house.inlet.events.length
      sara.text('خصوصی')
      await house.hears(sara, 2)
      expect(house.inlet.events.slice(seen)).toHaveLength(1)
      expect(house.heard(sara)).toEqual(['سلام', 'خصوصی'])
    })

    it.each(['404', '500', 'corrupt'])('gives a file that could not be had at first (%s)', async mode => {
      const [file] = filesOf(await told(shared.customer(), sara => sara.image(bytes)))
      shared.web.fault('media', { mode })
      await expect(house.channel.download(file!)).rejects.toMatchObject({ kind: 'unreachable' })
      expect(await buffer(await house.channel.download(file!))).toEqual(bytes)
    })

    it('lets no file that hangs keep the next one waiting, and gives it once the page is another', async () => {
      const [file] = filesOf(await told(shared.customer(), sara => sara.image(bytes)))
      const [next] = filesOf(await told(shared.customer(), sara => sara.voice(bytes)))
      shared.web.fault('media', { mode: 'hang' })
      await expect(house.channel.download(file!)).rejects.toMatchObject({ kind: 'unreachable' })
      expect(await buffer(await house.channel.download(next!))).toEqual(bytes)
      const watch = house.watch()
      shared.phone.reloadPage()
      await watch.recovered()
      expect(await buffer(await house.channel.download(file!))).toEqual(bytes)
    })

    it('says that a file is gone while the customer’s phone sends it once more', async () => {
      const [file] = filesOf(await told(shared.customer(), sara => sara.image(bytes, { stage: 'REUPLOADING' })))
      await expect(house.channel.download(file!)).rejects.toMatchObject({ kind: 'unreachable', code: 'gone' })
    })

    it.each(['FETCHING', 'ERROR_MISSING'])('gives a file that the page did not have at first (%s)', async mode => {
      const [file] = filesOf(await told(shared.customer(), sara => sara.image(bytes)))
      shared.web.fault('mediaStage', { mode })
      await expect(house.channel.download(file!)).rejects.toMatchObject({ kind: 'unreachable', code: 'gone' })
      expect(await buffer(await house.channel.download(file!))).toEqual(bytes)
    })
  })

  describe('by us', () => {
    it('brings what was said by hand on the phone, and never what we sent', async () => {
      const { sara } = await guest()
      await house.say(sara, 'از ما')
      shared.phone.sendFromPhone(sara.number, 'از صاحب مغازه')
      shared.phone.sendFromPhone(sara.number, { text: 'عکس', image: { bytes } })
      await house.hears(sara, 3)
      expect(house.has(sara).slice(1)).toMatchObject([
        { kind: 'said_elsewhere', text: 'از صاحب مغازه', sender: { remoteId: sara.wid() } },
        { kind: 'said_elsewhere', text: 'عکس', files: [{ kind: 'photo' }] },
      ])
      const [file] = filesOf(house.has(sara)[2])
      expect(await buffer(await house.channel.download(file!))).toEqual(bytes)
    })

    const send = async (part: OutgoingPart): Promise<Sent> => {
      const { sara } = await guest()
      const { ids } = await house.channel.send({ chat: sara.wid() }, part, newKey())
      const sent = await sara.waitForMessage()
      expect(sent.id).toBe(ids[0])
      return sent
    }
    const kinds: [string, Partial<OutgoingFile>, Partial<Sent>][] = [
      ['photo', { kind: 'photo', mime: 'image/jpeg', name: 'cup.jpg' }, { type: 'image', mimetype: 'image/jpeg' }],
      ['video', { kind: 'video', mime: 'video/mp4', name: 'cup.mp4' }, { type: 'video' }],
      [
        'document',
        { kind: 'document', mime: 'application/pdf', name: 'فاکتور.pdf' },
        { type: 'document', filename: 'فاکتور.pdf' },
      ],
      ['voice', { kind: 'voice', mime: 'audio/ogg', name: 'v.ogg' }, { type: 'ptt' }],
    ]
    it.each(kinds)('sends a file as what it is (%s)', async (_kind, file, expected) => {
      const sent = await send({ kind: 'file', file: outgoingFile({ ...file, content: bytes }) })
      expect(sent).toMatchObject(expected)
      expect(sent.bytes).toEqual(bytes)
    })

    it('sends a sticker', async () => {
      // The page draws it, so it has to be a picture.
      const content = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')
      const sent = await send({
        kind: 'file',
        file: outgoingFile({ kind: 'sticker', mime: 'image/webp', name: 's.webp', content }),
      })
      expect(sent).toMatchObject({ type: 'sticker' })
    })
  })
})
