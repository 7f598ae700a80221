import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browsersOf, type House, house, up } from './house.ts'
import { type WhatsApp, whatsapp } from './rig.ts'

describe('a number and its phone', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let open: House[]

  const run = async (begin: Promise<House>) => {
    const begun = await begin
    open.push(begun)
    return begun
  }
  const linked = async () => {
    await shared.link()
    return run(up(shared))
  }
  /** Gone from this machine: browser, session, and any wish to log in. */
  const isGone = () => {
    expect(browsersOf(shared.folder).tree).toEqual([])
    expect(['session', 'linked'].filter(name => existsSync(join(shared.folder, name)))).toEqual([])
  }

  beforeEach(async () => {
    shared = await whatsapp()
    open = []
  })
  afterEach(async () => {
    await Promise.all(open.map(({ channel }) => channel.close()))
    expect(browsersOf(shared.folder).tree).toEqual([])
    await shared.close()
  })

  describe.each(['LOGOUT', 'UNPAIRED'] as const)('that the phone takes off (%s)', how => {
    it('stops, forgets the session, and tries nothing until it is begun; then catches up', async () => {
      const { channel, inlet, hears, heard } = await linked()
      const sara = shared.customer()
      sara.text('پیش از آن')
      await hears(sara, 1)
      shared.phone.logout({ how })
      expect(await inlet.reaches('broken')).toMatchObject({ reason: 'logged_out' })
      isGone()
      const loads = shared.web.count('page_load')
      sara.text('وقتی که نبودیم')
      await channel.pairing?.begin(null)
      await inlet.reaches('pairing')
      expect(shared.web.count('page_load')).toBe(loads + 1)
      expect(shared.phone.scanShown()).toBe(true)
      await inlet.reaches('online')
      expect(channel.pairing?.offer()).toBeNull()
      await hears(sara, 2)
      expect(heard(sara)).toEqual(['پیش از آن', 'وقتی که نبودیم'])
      expect(browsersOf(shared.folder).browsers).toBe(1)
    })

    it('says that words may be missing where the new session has only part of a chat', async () => {
      const { channel, inlet, hears, heard } = await linked()
      const sara = shared.customer()
      const { t, id } = sara.text('پیش از آن', { t: Math.floor(Date.now() / 1000) })
      await hears(sara, 1)
      shared.phone.logout({ how })
      await inlet.reaches('broken')
      // The phone hands a new device the newest of a chat only.
      shared.phone.deleteForMe(id)
      sara.text('وقتی که نبودیم', { t: t + 60 })
      await channel.pairing?.begin(null)
      await inlet.reaches('pairing')
      shared.phone.scanShown()
      await inlet.reaches('online')
      await hears(sara, 3)
      expect(heard(sara)).toEqual(['پیش از آن', '<gap>', 'وقتی که نبودیم'])
    })

    it('finds that out when it comes back', async () => {
      await shared.link()
      shared.phone.logout({ how })
      const { channel, inlet } = await run(house(shared))
      expect(await inlet.reaches('broken')).toMatchObject({ reason: 'logged_out' })
      isGone()
      expect(inlet.statuses.map(({ state }) => state)).not.toContain('pairing')
      expect(channel.pairing?.offer()).toBeNull()
    })
  })

  it('steps back from another program on the same account, until it is begun again', async () => {
    const { channel, inlet, hears } = await linked()
    const loads = shared.web.count('page_load')
    shared.phone.setState('CONFLICT')
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'conflict' })
    expect(browsersOf(shared.folder).tree).toEqual([])
    expect(shared.web.count('page_load')).toBe(loads)
    const sara = shared.customer()
    sara.text('هستید؟')
    await channel.pairing?.begin(null)
    await inlet.reaches('online')
    await hears(sara, 1)
    expect(shared.web.count('linked')).toBe(1)
  })

  it('says that the network shut it out, and does not come back by itself', async () => {
    const { inlet } = await linked()
    shared.phone.setState('TOS_BLOCK')
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'banned' })
    expect(browsersOf(shared.folder).tree).toEqual([])
  })

  it('tries again and again where it cannot log in, and comes up once it can', async () => {
    await shared.link()
    shared.web.behaviour.refuseLogin = true
    const { inlet } = await run(house(shared, { timings: { readyMs: 2_000 } }))
    expect(await inlet.reaches('reconnecting')).toMatchObject({ reason: expect.stringMatching(/state|timeout/) })
    shared.web.behaviour.refuseLogin = false
    await inlet.reaches('online')
  })

  it('waits for a person to link it, and ends where nobody does', async () => {
    const { channel, inlet } = await run(house(shared, { timings: { pairingMs: 1_500 } }))
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'logged_out' })
    expect(shared.web.count('page_load')).toBe(0)
    await channel.pairing?.begin(null)
    await inlet.reaches('pairing')
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'logged_out' })
    expect(channel.pairing?.offer()).toBeNull()
    expect(browsersOf(shared.folder).tree).toEqual([])
  })

  it('shows a new picture to scan where the page gave up showing any', async () => {
    Object.assign(shared.web.behaviour, { qrRotateMs: 200, qrMaxRefs: 2 })
    const { channel, inlet } = await run(house(shared, { timings: { offerMs: 1_000 } }))
    await channel.pairing?.begin(null)
    await shared.web.waitFor('qr_idle')
    const since = shared.web.nextEvent()
    await shared.web.waitFor('qr_offered', 10_000, since)
    const seen = inlet.statuses.length
    await inlet.until(() => inlet.statuses.length > seen, 'a new offer')
    Object.assign(shared.web.behaviour, { qrRotateMs: 20_000, qrMaxRefs: 6 })
    await expect.poll(() => shared.phone.scanShown(), { timeout: 10_000 }).toBe(true)
    await inlet.reaches('online')
  })

  it('offers a code to type, keeps it while pictures change, and goes back to pictures', async () => {
    Object.assign(shared.web.behaviour, { qrRotateMs: 300, qrMaxRefs: 1_000 })
    const { channel, inlet } = await run(house(shared, { timings: { offerMs: 1_000 } }))
    await channel.pairing?.begin(shared.phone.number)
    await inlet.reaches('pairing')
    const offer = channel.pairing?.offer()
    expect(offer).toMatchObject({ kind: 'code', text: shared.web.pairings()[0]?.code?.code })
    const rotated = (since: number) => shared.web.waitFor('qr_offered', 10_000, since)
    for (let i = 0; i < 6; i++) await rotated(shared.web.nextEvent())
    expect(channel.pairing?.offer()).toEqual(offer)
    expect(shared.web.count('pairing_code')).toBe(1)
    await channel.pairing?.begin(null)
    await inlet.until(() => channel.pairing?.offer()?.kind === 'qr', 'a picture')
    await channel.pairing?.begin(shared.phone.number)
    await inlet.until(() => channel.pairing?.offer()?.kind === 'code', 'a code')
    shared.phone.enterPairingCode(channel.pairing?.offer()?.text ?? '')
    await inlet.reaches('online')
    expect(channel.pairing?.offer()).toBeNull()
  })

  it('brings nothing that was said before it was linked', async () => {
    const sara = shared.customer()
    const before = Math.floor(Date.now() / 1000) - 3_600
    for (const [at, text] of ['یک', 'دو', 'سه'].entries()) sara.text(text, { t: before + at })
    const { hears, heard } = await linked()
    sara.text('سلام')
    await hears(sara, 1)
    expect(heard(sara)).toEqual(['سلام'])
  })

  it('takes itself off the account when it is unlinked', async () => {
    const { channel, inlet } = await linked()
    await channel.pairing?.unlink()
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'logged_out' })
    expect(shared.phone.devices).toEqual([])
    isGone()
  })
})
