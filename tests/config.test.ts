import { describe, expect, it } from 'vitest'
import { ConfigError, isOpen, localUrlOf, publicUrlOf, readConfig } from '../src/config.ts'

const mistakesOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.mistakes
  }
}
const settingsOf = (env: Record<string, string>) => mistakesOf(env).map(mistake => mistake.split(' ')[0])

describe('settings', () => {
  it('need not be given: what runs then is for this machine alone, with the sandbox', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: 'file:data/shenava.db',
      publicUrl: null,
      telegram: null,
      whatsapp: { on: null, everyMs: 1_500 },
      chromium: { path: null, args: [] },
      sandbox: true,
      logLevel: 'info',
      metricsToken: null,
    })
  })

  it('that are wrong are all named in one message', () => {
    const env = {
      PORT: 'abc',
      HOST: 'http://here',
      DATABASE_URL: 'mysql://root:s3cret@db/x',
      PUBLIC_URL: 'ftp://care.example.com',
      TELEGRAM_BOT_TOKEN: 'my-bot-s3cret',
      TELEGRAM_API_ROOT: 'telegram',
      WHATSAPP: 'perhaps',
      WHATSAPP_EVERY_MS: 'often',
      SANDBOX: 'maybe',
      LOG_LEVEL: 'loud',
      METRICS_TOKEN: 's3cret',
    }
    expect(settingsOf(env)).toEqual(Object.keys(env))
    const message = String(new ConfigError(mistakesOf(env)).message)
    expect(message.split('\n')).toHaveLength(1 + Object.keys(env).length)
    expect(message).not.toContain('s3cret')
  })

  it.each([
    ['PORT', ['0', '-1', '65536', '80.5', '8080x', 'NaN']],
    ['DATABASE_URL', ['file:', 'postgres://', 'postgres://u:p w@[::1/x', 'data/shenava.db']],
    [
      'PUBLIC_URL',
      [
        'care.example.com',
        'https://u:p@care.example.com',
        'https://care.example.com/desk',
        'https://c.test?x',
        'https://c.test#x',
      ],
    ],
    ['TELEGRAM_API_ROOT', ['https://u:p@bots.test', 'https://bots.test/?x=1', 'file:///etc']],
    ['TELEGRAM_BOT_TOKEN', ['123', '123:', ':AAF', '123:AAF/../x', '123:AAF?']],
  ])('%s takes no %j', (setting, values) => {
    for (const value of values) expect(settingsOf({ [setting]: value }), value).toEqual([setting])
  })

  it('are read as they are meant: without spaces around them, and an empty one counts as none', () => {
    const config = readConfig({
      PORT: ' ',
      HOST: '',
      DATA_DIR: ' /srv/care ',
      PUBLIC_URL: 'https://care.example.com/ ',
    })
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', dataDir: '/srv/care' })
    expect(config).toMatchObject({ databaseUrl: 'file:/srv/care/shenava.db', publicUrl: 'https://care.example.com' })
  })

  it('turn the sandbox off where a channel is configured, unless it is asked for', () => {
    const TELEGRAM_BOT_TOKEN = '123456:AAF-x_y'
    expect(readConfig({ TELEGRAM_BOT_TOKEN }).sandbox).toBe(false)
    expect(readConfig({ TELEGRAM_BOT_TOKEN, SANDBOX: 'on' }).sandbox).toBe(true)
    expect(readConfig({ WHATSAPP: 'on' }).sandbox).toBe(false)
    expect(readConfig({ SANDBOX: 'off' }).sandbox).toBe(false)
  })

  it('name the browser, and what it is started with besides', () => {
    const { chromium } = readConfig({ CHROMIUM_PATH: '/opt/chromium', CHROMIUM_ARGS: ' --no-sandbox  --lang=fa ' })
    expect(chromium).toEqual({ path: '/opt/chromium', args: ['--no-sandbox', '--lang=fa'] })
  })
})

describe('the address of the service', () => {
  it.each([
    [{}, 'http://localhost:8080', 'http://127.0.0.1:8080', false],
    [{ HOST: '::1' }, 'http://localhost:8080', 'http://[::1]:8080', false],
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://localhost:80', 'http://127.0.0.1:80', true],
    [{ HOST: 'fd00::5' }, 'http://[fd00::5]:8080', 'http://[fd00::5]:8080', true],
    [{ PUBLIC_URL: 'https://care.example.com' }, 'https://care.example.com', 'http://127.0.0.1:8080', true],
  ] as const)('%j is %s to people, %s on this machine, and open to others: %s', (env, people, local, open) => {
    const config = readConfig(env)
    expect(new URL(publicUrlOf(config)).href).toBe(`${people}/`.replace(':80/', '/'))
    expect(localUrlOf(config)).toBe(local)
    expect(isOpen(config)).toBe(open)
  })
})
