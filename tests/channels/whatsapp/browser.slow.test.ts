import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ChannelError } from '../../../src/channels/channel.ts'
import { killProcesses } from '../../support/chromium-tree.ts'
import { browsersOf, type House, newKey, up } from './house.ts'
import { type WhatsApp, whatsapp, workerFile } from './rig.ts'

/** The processes that drive this folder's browser: the parents of it, by the program they run. */
const workersOf = (folder: string) => {
  const parents = browsersOf(folder).tree.map(({ pid }) => pid)
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const isWorker = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(workerFile)
        const children = readFileSync(`/proc/${name}/task/${name}/children`, 'utf8').trim().split(' ').map(Number)
        return isWorker && children.some(pid => parents.includes(pid)) ? [Number(name)] : []
      } catch {
        return []
      }
    })
}

describe('a number whose browser fails', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let house: House

  beforeAll(async () => {
    shared = await whatsapp()
    await shared.link()
    house = await up(shared, { timings: { readyMs: 6_000 } })
  })
  afterAll(async () => {
    await house.channel.close()
    expect(browsersOf(shared.folder).tree).toEqual([])
    await shared.close()
  })
  afterEach(() => shared.web.clearFaults())

  /** Before, while it is down, and afterwards, both ways; with one browser in the end. */
  async function survives(fail: () => void, noticed: RegExp): Promise<void> {
    const sara = shared.customer()
    sara.text('پیش از آن')
    await house.hears(sara, 1)
    const watch = house.watch()
    fail()
    sara.text('در میان آن')
    sara.text('و باز در میان آن')
    await watch.recovered()
    sara.text('پس از آن')
    await house.hears(sara, 4)
    expect(house.heard(sara)).toEqual(['پیش از آن', 'در میان آن', 'و باز در میان آن', 'پس از آن'])
    expect(watch.reasons().join()).toMatch(noticed)
    const id = await house.say(sara, 'رسید')
    expect((await sara.waitForMessage()).id).toBe(id)
    expect(sara.received.map(({ body }) => body)).toEqual(['رسید'])
    expect(browsersOf(shared.folder).browsers).toBe(1)
  }

  it('goes on after its page crashed', () =>
    survives(() => {
      expect(killProcesses(browsersOf(shared.folder).tree, 'renderer')).not.toEqual([])
    }, /page crashed/))

  it('goes on after its browser was killed', () =>
    survives(() => {
      expect(killProcesses(browsersOf(shared.folder).tree, 'browser')).toHaveLength(1)
    }, /browser is gone/))

  it('goes on after the process that drives it was killed, and ends the browser that one left', () =>
    survives(() => {
      const [pid = 0] = workersOf(shared.folder)
      expect(pid).toBeGreaterThan(0)
      process.kill(pid, 'SIGKILL')
    }, /process ended/))

  it('goes on after the process that drives it stands still', () =>
    survives(() => process.kill(workersOf(shared.folder)[0] ?? 0, 'SIGSTOP'), /does not answer/))

  it('goes on after its page was loaded anew', () => survives(() => shared.phone.reloadPage(), /RELOADING/))

  it('goes on after a page that stood still for long', () =>
    survives(() => shared.phone.freezePage(20_000), /does not answer/))

  it('waits for a page that stands still for a moment', async () => {
    const sara = shared.customer()
    const watch = house.watch()
    const before = browsersOf(shared.folder).tree.map(({ pid }) => pid)
    shared.phone.freezePage(1_200)
    sara.text('سلام')
    const id = await house.say(sara, 'رسید')
    await house.hears(sara, 1)
    expect((await sara.waitForMessage()).id).toBe(id)
    expect(watch.reasons()).toEqual([])
    expect(browsersOf(shared.folder).tree[0]?.pid).toBe(before[0])
  })

  it('starts a new session where the page, loaded anew, never begins', async () => {
    const sara = shared.customer()
    const watch = house.watch()
    shared.web.behaviour.page.neverBoots = true
    shared.phone.reloadPage()
    await house.until(() => watch.reasons().some(reason => reason !== 'RELOADING'), 'that it was noticed')
    sara.text('هستید؟')
    shared.web.behaviour.page.neverBoots = false
    await watch.recovered()
    await house.hears(sara, 1)
    expect(house.heard(sara)).toEqual(['هستید؟'])
    expect(browsersOf(shared.folder).browsers).toBe(1)
  })

  it('says of a message under way when the page was loaded anew what became of it', async () => {
    const sara = shared.customer()
    sara.text('سلام')
    await house.hears(sara, 1)
    const key = newKey()
    const part = { kind: 'text', text: 'شاید رسید' } as const
    const since = new Date()
    const watch = house.watch()
    shared.web.fault('preSend', { mode: 'hang' })
    const began = shared.web.nextEvent()
    const sent = house.channel.send({ chat: sara.wid() }, part, key).catch((error: unknown) => error)
    await shared.web.waitFor(({ type, op }) => type === 'fault' && op === 'preSend', 10_000, began)
    shared.phone.reloadPage()
    const failed = (await sent) as ChannelError
    expect(failed).toBeInstanceOf(ChannelError)
    expect(failed.kind).toBe('unknown')
    await watch.recovered()
    expect(await house.channel.find?.({ chat: sara.wid() }, part, key, since)).toEqual({ state: 'absent' })
    await house.channel.send({ chat: sara.wid() }, part, key)
    expect(sara.received.map(({ body }) => body)).toEqual(['شاید رسید'])
  })

  it('lets nothing that went wrong in its processes reach ours', async () => {
    const sara = shared.customer()
    const watch = house.watch()
    shared.phone.evalInPage(
      'Promise.reject(new Error("nobody waits")); setTimeout(() => { throw new Error("nobody catches") })',
    )
    await expect.poll(() => shared.log.some(line => line.includes('nobody catches'))).toBe(true)
    shared.phone.evalInPage('onAddMessageEvent({ id: null })')
    sara.text('هنوز')
    await house.hears(sara, 1)
    expect(watch.reasons()).toEqual([])
  })
})
