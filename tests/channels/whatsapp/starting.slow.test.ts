import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browsersOf, type House, house, up } from './house.ts'
import { type WhatsApp, whatsapp, workerFile } from './rig.ts'

/** A process id that nobody has: the system gives none so high. */
const NOBODY = 2 ** 22 + 1

describe('a number that starts', { timeout: 60_000 }, () => {
  let shared: WhatsApp
  let open: House[]

  const run = async (begin: Promise<House>) => {
    const begun = await begin
    open.push(begun)
    return begun
  }

  beforeAll(async () => {
    shared = await whatsapp()
    await shared.link()
  })
  beforeEach(() => {
    open = []
  })
  afterEach(async () => {
    await Promise.all(open.map(({ channel }) => channel.close()))
    expect(browsersOf(shared.folder).tree).toEqual([])
    Object.assign(shared.web.behaviour, { sync: 'normal', syncDelayMs: 400 })
    Object.assign(shared.web.behaviour.page, { neverBoots: false, missingModules: [] })
  })
  afterAll(() => shared.close())

  it.each(['early', 'racy'] as const)('comes up where the page is ready before anybody listens (%s)', async sync => {
    Object.assign(shared.web.behaviour, { sync, syncDelayMs: 0 })
    const { inlet, hears } = await run(house(shared))
    await inlet.reaches('online')
    const sara = shared.customer()
    sara.text('سلام')
    await hears(sara, 1)
    expect(inlet.statuses.map(({ state }) => state)).not.toContain('reconnecting')
  })

  it('starts anew where the page is never ready, and comes up once it is', async () => {
    shared.web.behaviour.sync = 'never'
    const { inlet, hears, heard } = await run(house(shared, { timings: { readyMs: 2_500 } }))
    expect(await inlet.reaches('reconnecting')).toMatchObject({ reason: expect.stringContaining('CONNECTED') })
    const sara = shared.customer()
    sara.text('سلام')
    shared.web.behaviour.sync = 'normal'
    await inlet.reaches('online')
    await hears(sara, 1)
    expect(heard(sara)).toEqual(['سلام'])
  })

  it('starts anew where the page never begins, and comes up once it does', async () => {
    shared.web.behaviour.page.neverBoots = true
    const { inlet } = await run(house(shared, { timings: { readyMs: 2_500 } }))
    await inlet.reaches('reconnecting')
    shared.web.behaviour.page.neverBoots = false
    await inlet.reaches('online')
    expect(browsersOf(shared.folder).browsers).toBe(1)
  })

  it('is told twice that it is ready, and tells everything once', async () => {
    const { inlet, hears, heard } = await run(up(shared))
    const sara = shared.customer()
    sara.text('یک')
    await hears(sara, 1)
    const since = shared.web.nextEvent()
    shared.phone.resync()
    sara.text('دو')
    await hears(sara, 2)
    await shared.web.waitFor('listening', 10_000, since)
    sara.text('سه')
    await hears(sara, 3)
    expect(heard(sara)).toEqual(['یک', 'دو', 'سه'])
    expect(inlet.offers(({ chat }) => chat === sara.wid())).toBe(3)
    expect(inlet.statuses.at(-1)).toMatchObject({ state: 'online' })
  })

  it.each([
    ['another machine', 'elsewhere-4711'],
    ['a process that is gone', `${hostname()}-${NOBODY}`],
  ])('takes away the lock that %s left in its profile', async (_whose, lock) => {
    await mkdir(join(shared.folder, 'session'), { recursive: true })
    await symlink(lock, join(shared.folder, 'session', 'SingletonLock'))
    const { inlet } = await run(house(shared))
    await inlet.reaches('online')
    expect(inlet.statuses.map(({ state }) => state)).not.toContain('reconnecting')
  })

  it('leaves a number alone that another one serves, and takes over when that one is done', async () => {
    const first = await run(up(shared))
    const sara = shared.customer()
    const second = await run(house(shared, { timings: { holdMs: 9_000, probeMs: 500 } }))
    expect(await second.inlet.reaches('broken')).toMatchObject({ reason: 'conflict' })
    expect(browsersOf(shared.folder).browsers).toBe(1)
    sara.text('به اولی')
    await first.hears(sara, 1)
    await first.channel.close()
    await second.inlet.reaches('online')
    sara.text('به دومی')
    await second.inlet.event('message', ({ text }) => text === 'به دومی')
    expect(first.heard(sara)).toEqual(['به اولی'])
  })

  describe('after the whole service died', () => {
    let program: string
    let service: ChildProcess
    beforeAll(async () => {
      program = await mkdtemp(join(tmpdir(), 'shenava-service-'))
      await build({
        configFile: false,
        logLevel: 'silent',
        build: {
          ssr: join(import.meta.dirname, 'serve.ts'),
          outDir: program,
          rollupOptions: { output: { entryFileNames: 'serve.mjs' } },
        },
      })
    })
    afterAll(() => rm(program, { recursive: true, force: true }))
    /** A process like ours that holds a session. */
    const serve = async () => {
      service = fork(join(program, 'serve.mjs'), [], { execArgv: [] })
      service.send({ folder: shared.folder, workerFile, executablePath: shared.web.executablePath })
      await once(service, 'message')
    }
    const kill = async () => {
      service.kill('SIGKILL')
      await once(service, 'exit')
    }

    it('finds that the browser ended with it', async () => {
      await serve()
      expect(browsersOf(shared.folder).browsers).toBe(1)
      await kill()
      await expect.poll(() => browsersOf(shared.folder).tree, { timeout: 10_000 }).toEqual([])
      const sara = shared.customer()
      sara.text('سلام')
      const { hears, heard } = await run(up(shared))
      await hears(sara, 1)
      expect(heard(sara)).toEqual(['سلام'])
    })

    it('ends the browser that was left, where nobody else could', async () => {
      await serve()
      const [left] = browsersOf(shared.folder).tree
      service.send('kill both')
      await once(service, 'exit')
      expect(browsersOf(shared.folder).tree[0]?.pid).toBe(left?.pid)
      const { inlet } = await run(up(shared))
      expect(browsersOf(shared.folder)).toMatchObject({ browsers: 1 })
      expect(browsersOf(shared.folder).tree[0]?.pid).not.toBe(left?.pid)
      expect(inlet.statuses.map(({ state }) => state)).not.toContain('reconnecting')
    })
  })

  describe('closed on its way up', () => {
    /** Closes, and leaves nothing, within a few seconds. */
    const closes = async ({ channel, inlet }: House) => {
      const began = Date.now()
      await channel.close()
      expect(Date.now() - began).toBeLessThan(7_000)
      expect(inlet.statuses.at(-1)).toEqual({ state: 'closed' })
      expect(browsersOf(shared.folder).tree).toEqual([])
    }

    it('at once', async () => closes(await run(house(shared))))

    it('while its browser starts', async () => {
      const begun = await run(house(shared))
      await expect.poll(() => browsersOf(shared.folder).browsers, { interval: 20, timeout: 10_000 }).toBe(1)
      await closes(begun)
    })

    it('while the page syncs', async () => {
      shared.web.behaviour.sync = 'never'
      const since = shared.web.nextEvent()
      const begun = await run(house(shared))
      await shared.web.waitFor('login', 10_000, since)
      await closes(begun)
    })

    it('while it waits to be scanned', async () => {
      const folder = join(shared.folder, '..', 'another')
      const begun = await run(house(shared, { folder }))
      await begun.channel.pairing?.begin(null)
      await begun.inlet.reaches('pairing')
      expect(browsersOf(folder).browsers).toBe(1)
      await closes(begun)
      expect(browsersOf(folder).tree).toEqual([])
    })

    it('while the page stands still', async () => {
      const begun = await run(up(shared))
      shared.phone.freezePage(30_000)
      await closes(begun)
    })
  })

  it.each([
    ['no browser is known', null],
    ['its browser is not there', { executablePath: '/nowhere/chromium', args: [] }],
  ])('says that %s', async (_what, browser) => {
    const { inlet } = await run(house(shared, { browser }))
    expect(await inlet.reaches('broken')).toMatchObject({ reason: 'no_browser' })
  })

  it.each([
    ['while it starts', ['WAWebConnModel', 'WAWebFindChatAction']],
    ['to know how it is', ['WAWebSocketModel']],
    ['to listen', ['WAWebCallCollection']],
  ])(
    'says what it needs of the page, and does not find, %s, and comes up where it is there again',
    async (_when, names) => {
      shared.web.behaviour.page.missingModules = names
      const { inlet } = await run(house(shared, { timings: { readyMs: 3_000, brokenMs: 300 } }))
      const broken = await inlet.reaches('broken')
      expect(broken).toMatchObject({ reason: 'incompatible', detail: names.join(', ') })
      shared.web.behaviour.page.missingModules = []
      await inlet.reaches('online')
    },
  )

  it('takes a folder over in which nobody can read who has it', async () => {
    await writeFile(join(shared.folder, 'owner'), 'not json')
    const { inlet } = await run(house(shared))
    await inlet.reaches('online')
  })
})
