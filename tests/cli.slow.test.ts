import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBotApi } from '../src/sandbox/telegram/server.ts'
import {
  builtServer,
  newPlace,
  type Place,
  type Settings,
  serviceProcess,
  settingsFor,
  signIn,
} from './support/service.ts'

let place: Place
beforeEach(async () => {
  place = await newPlace()
})
afterEach(() => place.remove())

const cli = join(builtServer, 'cli.js')
const data = () => join(place.dataDir, 'data')

/** The built command in a folder without settings, to its end. */
async function shenava(args: string[], settings: Settings = {}, input = '') {
  const env = { PATH: process.env.PATH, PORT: String(place.port), DATA_DIR: data(), SANDBOX: 'off', ...settings }
  const child = spawn(process.execPath, [cli, ...args], { env, cwd: place.dataDir })
  child.stdin.end(input)
  const ended = once(child, 'exit')
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { out, err, code: code as number }
}

describe('the command', () => {
  it('names every wrong setting and ends with 78, before anything is made', async () => {
    const { err, out, code } = await shenava(['start'], { PORT: 'abc', LOG_LEVEL: 'loud', PUBLIC_URL: 'care' })
    expect(code).toBe(78)
    for (const setting of ['PORT', 'LOG_LEVEL', 'PUBLIC_URL']) expect(err).toContain(`  ${setting} is`)
    expect(out).toBe('')
    expect(existsSync(data())).toBe(false)
  })

  it('says so where its file of settings cannot be read, instead of going on without it', async () => {
    await mkdir(join(place.dataDir, '.env'))
    const { err, code } = await shenava(['doctor'])
    expect(err).toMatch(/\.env cannot be read/)
    expect(code).toBe(78)
    await rm(join(place.dataDir, '.env'), { recursive: true })
  })

  it.each([
    ['frobnicate', 'There is no command "frobnicate"'],
    ['constructor', 'There is no command "constructor"'],
    ['start --nope', "Unknown option '--nope'"],
    ['user create --role god', '--role'],
  ])('%s is told how it is called, and ends with 64', async (line, sentence) => {
    const { err, code } = await shenava(line.split(' '), {}, 'correct horse battery\n')
    expect(err).toContain(sentence)
    expect(err).toContain('shenava doctor')
    expect(code).toBe(64)
    expect(existsSync(data())).toBe(false)
  })

  it('is told how it is called also where the settings are wrong', async () => {
    expect((await shenava(['frobnicate'], { PORT: 'abc' })).code).toBe(64)
    expect(await shenava(['help'], { PORT: 'abc' })).toMatchObject({ code: 0, err: '' })
  })

  it('makes accounts and tokens, also while the service runs', async () => {
    const service = serviceProcess({ DATA_DIR: data() }, place)
    await service.start()
    const create = ['user', 'create', '--name', 'Mina', '--email', 'mina@shop.test', '--role', 'admin']
    const made = await shenava(create, {}, 'correct horse battery\n')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).not.toContain('correct horse')
    const mina = await signIn(place.url, { email: 'mina@shop.test', password: 'correct horse battery' })
    expect(await mina.get('/api/me')).toMatchObject({ role: 'admin' })
    const again = await shenava(create, {}, 'correct horse battery\n')
    expect(again).toMatchObject({ code: 65, err: 'Somebody already has this e-mail address.\n' })
    const { out } = await shenava(['token', 'create', '--name', 'report', '--role', 'ops'])
    const headers = { authorization: `Bearer ${out.trim()}` }
    expect(await (await fetch(`${place.url}/api/me`, { headers })).json()).toMatchObject({ role: 'ops' })
    expect(await service.stop()).toBe(0)
  })

  it('is a second service on the same data for nobody: it says so and ends with 75', async () => {
    const service = serviceProcess({ DATA_DIR: data() }, place)
    await service.start()
    const second = await shenava(['start'])
    expect(second).toMatchObject({ code: 75, err: expect.stringMatching(/^Shenava stopped: Another Shenava.*\n$/) })
    await service.kill()
    await service.start()
    expect(await service.stop()).toBe(0)
  })
})

describe('a service whose log nobody reads any more', () => {
  it('goes on, and ends when it is told to', async () => {
    const api = await startBotApi()
    const settings = settingsFor(api, api.bot())
    const env = { PATH: process.env.PATH, PORT: String(place.port), DATA_DIR: data(), ...settings }
    const child = spawn(process.execPath, [cli, 'start'], { env, cwd: place.dataDir })
    let said = ''
    for await (const part of child.stdout) {
      said += part
      if (said.includes('"state":"online"')) break
    }
    child.stderr.destroy()
    expect((await fetch(`${place.url}/readyz`)).status).toBe(200)
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    await api.close()
  })
})
