import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ServerDeps, ServerSettings, Webhook } from '../../src/api/deps.ts'
import { publicUrl, startApi, type TestApi } from '../support/api.ts'

let api: TestApi | null = null
afterEach(async () => {
  await api?.close()
  api = null
})

async function start(settings: Partial<ServerSettings> = {}, deps: Partial<ServerDeps> = {}) {
  const all = { publicUrl, webRoot: null, sandbox: false, metricsToken: null, ...settings }
  api = await startApi({ settings: all, ...deps })
  return api.server
}

async function builtPages(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'shenava-web-'))
  for (const folder of ['assets', 'console', 'sandbox/phone']) await mkdir(join(root, folder), { recursive: true })
  await writeFile(join(root, 'assets', 'main-abc.js'), 'console.log(1)')
  await writeFile(join(root, 'console', 'index.html'), '<title>console</title>')
  await writeFile(join(root, 'sandbox', 'phone', 'index.html'), '<title>phone</title>')
  return root
}

const html = { accept: 'text/html,*/*' }

describe('the pages', () => {
  it('are the console at every address of its own, asked for anew each time', async () => {
    const server = await start({ webRoot: await builtPages() })
    for (const url of ['/', '/setup', '/threads/thr_1?x=1', '/channels', '/channels?x=1', '/sandboxes']) {
      const page = await server.inject({ url, headers: html })
      expect(page.body, url).toBe('<title>console</title>')
      expect(page.headers['cache-control']).toBe('no-cache')
      expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    }
    const script = await server.inject('/assets/main-abc.js')
    expect(script.headers['cache-control']).toContain('immutable')
    for (const url of [
      '/api/nothing',
      '/assets/none.js',
      '/channels/x',
      '/channels/',
      '/assets/../console/index.html',
    ]) {
      const nothing = await server.inject({ url, headers: url.startsWith('/assets/..') ? {} : html })
      expect(nothing.statusCode, url).toBe(404)
    }
  })

  it('are the phone too where the sandbox is on, and only there', async () => {
    const webRoot = await builtPages()
    const off = await start({ webRoot })
    expect((await off.inject({ url: '/sandbox/', headers: html })).statusCode).toBe(404)
    await api!.close()
    const on = await start({ webRoot, sandbox: true })
    expect((await on.inject({ url: '/sandbox/', headers: html })).body).toBe('<title>phone</title>')
    expect((await on.inject('/sandbox')).headers.location).toBe('/sandbox/')
  })

  it('may be missing: then the API works alone', async () => {
    const server = await start({ webRoot: '/nowhere' })
    expect((await server.inject({ url: '/', headers: html })).json()).toMatchObject({ status: 503 })
    expect((await server.inject('/healthz')).statusCode).toBe(200)
  })

  it('describe the API, for people and for programs', async () => {
    const server = await start()
    const described = (await server.inject('/api/openapi.json')).json()
    expect(described).toMatchObject({ openapi: '3.1.0', info: { title: 'Shenava' } })
    expect(described.paths['/api/threads/{id}/messages'].post.responses['201']).toBeDefined()
    const page = await server.inject({ url: '/api/docs/', headers: html })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/<script>|<script [^>]*>[^<\s]/)
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    const scripts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!)
    for (const path of scripts) {
      const url = new URL(path, 'http://care.test/api/docs/').pathname
      expect((await server.inject(url)).statusCode, url).toBe(200)
    }
  })
})

describe('operation', () => {
  it('is ready once everything was started and the database answers', async () => {
    let started = false
    const server = await start({}, { started: () => started })
    expect((await server.inject('/healthz')).statusCode).toBe(200)
    expect((await server.inject('/readyz')).json()).toMatchObject({ status: 503, code: 'unavailable' })
    started = true
    expect((await server.inject('/readyz')).statusCode).toBe(200)
  })

  it('shows its figures to who has their token', async () => {
    const server = await start({ metricsToken: 'a token for figures' })
    await server.inject('/api/setup')
    const figures = (authorization?: string) =>
      server.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })
    expect((await figures()).statusCode).toBe(401)
    expect((await figures('Bearer wrong')).statusCode).toBe(401)
    const { body, statusCode } = await figures('Bearer a token for figures')
    expect(statusCode).toBe(200)
    expect(body).toContain(
      'shenava_http_request_duration_seconds_count{method="GET",route="/api/setup",status="200"} 1',
    )
    expect(body).toContain('shenava_outbox_depth{state="queued"} 0')
    expect(body).toContain('process_cpu_seconds_total')
    await api!.close()
    expect((await (await start()).inject('/metrics')).statusCode).toBe(404)
  })

  it('takes further routes in, with our headers and nobody foreign', async () => {
    const plugin: NonNullable<ServerDeps['plugins']>[number]['plugin'] = async scope => {
      scope.post('/state', async () => ({ ok: true }))
    }
    const server = await start({}, { plugins: [{ prefix: '/sandbox/api', plugin }] })
    const post = (origin: string) => server.inject({ method: 'POST', url: '/sandbox/api/state', headers: { origin } })
    const answer = await post(publicUrl)
    expect(answer.json()).toEqual({ ok: true })
    expect(answer.headers['content-security-policy']).toBeDefined()
    expect((await post('http://evil.test')).statusCode).toBe(403)
  })
})

describe('a webhook', () => {
  const post = (url: string, payload: Buffer | string, headers = {}) =>
    api!.server.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } })

  it('hands the body on byte by byte, with its headers, and answers as it is told', async () => {
    const got: { headers: Parameters<Webhook>[0]; body: Buffer }[] = []
    const hook: Webhook = async (headers, body) => {
      got.push({ headers, body })
      return body.length === 0 ? { status: 503, retryAfter: 7 } : { status: 200 }
    }
    await start({}, { webhook: account => (account === 'acc_telegram_1' ? hook : null) })
    const bytes = Buffer.from('{"update_id": 1, "odd":\u0000 not json')
    const answer = await post('/channels/telegram/acc_telegram_1', bytes, { 'x-telegram-bot-api-secret-token': 's' })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expect(got[0]!.body).toEqual(bytes)
    expect(got[0]!.headers['x-telegram-bot-api-secret-token']).toBe('s')
    expect(answer.headers['set-cookie']).toBeUndefined()
    const later = await post('/channels/telegram/acc_telegram_1', '')
    expect([later.statusCode, later.headers['retry-after']]).toEqual([503, '7'])
    expect((await post('/channels/telegram/acc_other', '{}')).statusCode).toBe(404)
    expect((await post('/channels/telegram/acc_telegram_1', Buffer.alloc(1024 * 1024 + 1))).statusCode).toBe(413)
    expect(got).toHaveLength(2)
  })

  it('is never limited in number', async () => {
    await start({}, { webhook: () => async () => ({ status: 200 }) })
    for (let n = 0; n < 3_100; n += 1) {
      const answer = await post('/channels/telegram/acc_telegram_1', '{}')
      if (answer.statusCode !== 200) expect.unreachable(`request ${n}: ${answer.statusCode}`)
    }
    expect((await api!.server.inject('/api/setup')).statusCode).toBe(200)
  })
})
