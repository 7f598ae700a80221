import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browsersOf, type House, newKey, up } from './house.ts'
import { type WhatsApp, whatsapp } from './rig.ts'

describe('who a customer is', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let open: House[] = []
  let lids = 0
  const newLid = () => String(770_000_000_000_000 + lids++)

  const run = async () => {
    const begun = await up(shared)
    open.push(begun)
    return begun
  }
  const asked = (lid: string) =>
    shared.web.events.filter(({ type, id }) => type === 'query_exists' && id === `${lid}@lid`)

  beforeAll(async () => {
    shared = await whatsapp()
    await shared.link()
  })
  afterEach(async () => {
    shared.web.clearFaults()
    shared.phone.behaviour.lidMigrated = false
    await Promise.all(open.map(({ channel }) => channel.close()))
    open = []
    expect(browsersOf(shared.folder).tree).toEqual([])
  })
  afterAll(() => shared.close())

  it('tells the number behind a name that the page knows, and asks nobody', async () => {
    const { hears, has } = await run()
    const lid = newLid()
    const sara = shared.customer('سارا', { lid, as: 'lid', lidKnown: true })
    sara.text('سلام')
    await hears(sara, 1)
    const pn = `${sara.number}@c.us`
    expect(has(sara)[0]?.sender).toEqual({
      remoteId: `${lid}@lid`,
      name: 'سارا',
      aliases: [pn],
      phone: `+${sara.number}`,
    })
    expect(asked(lid)).toEqual([])
  })

  it('asks once for a number that only the server knows, and never again, over restarts', async () => {
    const lid = newLid()
    const sara = shared.customer('سارا', { lid, as: 'lid', lidKnown: false })
    const first = await run()
    sara.text('یک')
    await first.hears(sara, 1)
    expect(first.has(sara)[0]?.sender).toMatchObject({ aliases: [`${sara.number}@c.us`], phone: `+${sara.number}` })
    await first.channel.close()
    sara.text('دو')
    const second = await run()
    await second.hears(sara, 2)
    expect(second.has(sara).at(-1)?.sender).toMatchObject({ phone: `+${sara.number}` })
    expect(asked(lid)).toHaveLength(1)
  })

  it('makes do without a number that nobody tells, and asks for it once, whatever came of it', async () => {
    const [hidden, lost] = [newLid(), newLid()]
    const sara = shared.customer('سارا', { lid: hidden, as: 'lid', lidKnown: false, numberHidden: true })
    const reza = shared.customer('رضا', { lid: lost, as: 'lid', lidKnown: false })
    const first = await run()
    sara.text('یک')
    await first.hears(sara, 1)
    expect(first.has(sara)[0]?.sender).toEqual({ remoteId: `${hidden}@lid`, name: 'سارا' })
    shared.web.fault('queryExists', { mode: 'throw' })
    reza.text('یک')
    await first.hears(reza, 1)
    expect(first.has(reza)[0]?.sender).toEqual({ remoteId: `${lost}@lid`, name: 'رضا' })
    await first.channel.close()
    const second = await run()
    for (const customer of [sara, reza]) customer.text('دو')
    await Promise.all([second.hears(sara, 2), second.hears(reza, 2)])
    expect([asked(hidden).length, asked(lost).length]).toEqual([1, 0])
  })

  it('knows a customer again whose chat is renamed while it runs', async () => {
    const { channel, has, hears, say } = await run()
    const sara = shared.customer()
    const photo = sara.image(Buffer.from('a cup'), { caption: 'پیش از آن' })
    await hears(sara, 1)
    const [before] = has(sara)
    const ours = await say(sara, 'از ما')
    shared.phone.migrateToLid(sara.number)
    sara.text('پس از آن')
    await hears(sara, 2)
    const [, after] = has(sara)
    expect(after?.chat).toBe(`${sara.lid}@lid`)
    expect(after?.sender.aliases).toContain(before?.sender.remoteId)
    expect(after?.sender.phone).toBe(`+${sara.number}`)
    const file = before && 'files' in before ? before.files[0] : undefined
    expect(await buffer(await channel.download(file!))).toEqual(Buffer.from('a cup'))
    const key = newKey()
    await channel.send({ chat: sara.wid() }, { kind: 'text', text: 'پاسخ', replyTo: photo.id }, key)
    expect(await sara.waitForMessage(({ body }) => body === 'پاسخ')).toMatchObject({ quotedId: photo.id })
    // An answer that still names the chat as it was, and an edit of what was sent then.
    await channel.send({ chat: `${sara.number}@c.us` }, { kind: 'text', text: 'به نام پیشین' }, newKey())
    const edit = { kind: 'edit', target: ours, text: 'ویراسته', caption: false } as const
    await channel.send({ chat: sara.wid() }, edit, newKey())
    expect(sara.received.find(({ id }) => id === ours)?.edits).toEqual(['ویراسته'])
    expect(sara.received.map(({ body }) => body)).toContain('به نام پیشین')
  })

  it('knows a customer again whose chat was renamed while it was away, and tells nothing twice', async () => {
    const sara = shared.customer()
    const first = await run()
    const photo = sara.image(Buffer.from('a cup'), { caption: 'پیش از آن' })
    await first.hears(sara, 1)
    const ours = await first.say(sara, 'از ما')
    await first.channel.close()
    shared.phone.migrateToLid(sara.number)
    sara.text('پس از آن')
    const { channel, hears, has, heard } = await run()
    await hears(sara, 2)
    expect(heard(sara)).toEqual(['پیش از آن', 'پس از آن'])
    expect(has(sara).map(({ eventId }) => eventId)[0]).toBe(photo.id)
    expect(has(sara).at(-1)?.sender.aliases).toContain(`${sara.number}@c.us`)
    const [old] = first.has(sara)
    const file = old && 'files' in old ? old.files[0] : undefined
    expect(await buffer(await channel.download(file!))).toEqual(Buffer.from('a cup'))
    await channel.send({ chat: sara.wid() }, { kind: 'text', text: 'پاسخ', replyTo: ours }, newKey())
    expect(await sara.waitForMessage(({ body }) => body === 'پاسخ')).toMatchObject({ quotedId: ours })
  })

  it('sends to a number whose chats are kept under other names', async () => {
    shared.phone.behaviour.lidMigrated = true
    const { channel } = await run()
    const sara = shared.customer('سارا', { lid: newLid() })
    const key = newKey()
    const part = { kind: 'text', text: 'سلام' } as const
    const { ids } = await channel.send({ chat: `${sara.number}@c.us` }, part, key)
    const sent = await sara.waitForMessage()
    expect([sent.id, sent.to]).toEqual([ids[0], `${sara.lid}@lid`])
    const found = await channel.find?.({ chat: `${sara.number}@c.us` }, part, key, new Date())
    expect(found).toEqual({ state: 'sent', remote: { ids } })
    expect(await channel.send({ chat: `${sara.number}@c.us` }, part, key)).toEqual({ ids })
    expect(sara.received).toHaveLength(1)
  })

  it('gives a picture, and none where it is hidden', async () => {
    const { channel } = await run()
    const sara = shared.customer('سارا', { picture: Buffer.from('a face') })
    const picture = await channel.picture(sara.wid())
    expect(picture && (await buffer(picture))).toEqual(Buffer.from('a face'))
    expect(await channel.picture(shared.customer().wid())).toBeNull()
  })
})
