import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useful } from '../../../src/channels/whatsapp/worker/modules.ts'
import { outgoingFile } from '../../support/outgoing-file.ts'
import { browsersOf, type House, newKey, up } from './house.ts'
import { type WhatsApp, whatsapp } from './rig.ts'

describe('builds of WhatsApp Web', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let open: House[] = []

  const run = async () => {
    const begun = await up(shared)
    open.push(begun)
    return begun
  }
  beforeAll(async () => {
    shared = await whatsapp()
    shared.web.behaviour.page.msgKeyField = '$1'
    await shared.link()
  })
  afterEach(async () => {
    await Promise.all(open.map(({ channel }) => channel.close()))
    open = []
    expect(browsersOf(shared.folder).tree).toEqual([])
  })
  afterAll(() => shared.close())

  it('that of July 2026 brings, sends, quotes, edits and finds as every other', async () => {
    const { channel, hears, has, inlet, say, heard } = await run()
    const sara = shared.customer()
    const photo = sara.image(Buffer.from('a cup'), { caption: 'این' })
    await hears(sara, 1)
    const [event] = has(sara)
    expect(event).toMatchObject({ eventId: photo.id, text: 'این' })
    const file = event && 'files' in event ? event.files[0] : undefined
    expect(await buffer(await channel.download(file!))).toEqual(Buffer.from('a cup'))
    const key = newKey()
    const part = { kind: 'text', text: 'کدام؟', replyTo: photo.id } as const
    const { ids } = await channel.send({ chat: sara.wid() }, part, key)
    expect(await sara.waitForMessage()).toMatchObject({ id: ids[0], body: 'کدام؟', quotedId: photo.id })
    expect(await channel.find?.({ chat: sara.wid() }, part, key, new Date())).toEqual({
      state: 'sent',
      remote: { ids },
    })
    await channel.send({ chat: sara.wid() }, { kind: 'edit', target: ids[0], text: 'این؟', caption: false }, newKey())
    const sent = { kind: 'photo', mime: 'image/jpeg', name: 'cup.jpg', content: Buffer.from('ours') } as const
    await channel.send({ chat: sara.wid() }, { kind: 'file', file: outgoingFile(sent) }, newKey())
    expect(sara.received).toMatchObject([{ edits: ['این؟'] }, { type: 'image', bytes: Buffer.from('ours') }])
    const text = sara.text('سیاه')
    sara.edit(text.id, 'سفید')
    sara.revoke(text.id)
    sara.react(ids[0], '👍')
    await inlet.event('edited', ({ edits }) => edits === text.id)
    await inlet.event('deleted', ({ deletes }) => deletes === text.id)
    await inlet.event('reacted', ({ on }) => on === ids[0])
    const id = await say(sara, 'تمام')
    shared.phone.ack(id, 'read')
    await inlet.until(() => inlet.receipts.some(each => each.id === id && each.state === 'read'))
    expect(heard(sara).filter(words => !words.startsWith('<'))).toEqual(['این', 'سیاه'])
    await channel.close()
    for (const said of ['یک', 'دو', 'سه']) sara.text(said)
    const later = await run()
    await later.inlet.event('message', ({ text: said }) => said === 'سه')
    const words = later.heard(sara).filter(each => !each.startsWith('<'))
    expect(words.slice(-3)).toEqual(['یک', 'دو', 'سه'])
    const elsewhere = later.has(sara).filter(({ kind }) => kind === 'said_elsewhere')
    expect(elsewhere).toEqual([])
  })

  it('one that renamed all it can do without still talks, and says what it cannot do', async () => {
    shared.web.behaviour.page.missingModules = Object.keys(useful)
    const sara = shared.customer()
    sara.text('پیش از آن')
    const { inlet, hears, heard, say, channel } = await run()
    const detail = inlet.statuses.at(-1)
    for (const [name, what] of Object.entries(useful)) {
      expect(detail).toMatchObject({ state: 'online', detail: expect.stringContaining(`${name} (${what})`) })
    }
    sara.text('سلام')
    // What may be missing before is not known: older messages are among what it cannot read.
    await hears(sara, 3)
    expect(heard(sara)).toEqual(['<gap>', 'پیش از آن', 'سلام'])
    const id = await say(sara, 'رسید')
    expect(await sara.waitForMessage()).toMatchObject({ id, body: 'رسید' })
    await channel.typing({ chat: sara.wid() })
    await channel.seen?.({ chat: sara.wid() })
    expect(inlet.statuses.at(-1)?.state).toBe('online')
    shared.web.behaviour.page.missingModules = []
  })
})
