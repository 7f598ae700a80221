import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { access } from '../../src/api/access.ts'
import { createToken, revokeToken } from '../../src/api/auth/tokens.ts'
import { type Role, roles } from '../../src/domain/agent.ts'
import { type Client, publicUrl, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
const programs = new Map<Role, Client>()
beforeAll(async () => {
  api = await startApi()
  for (const role of roles) programs.set(role, await api.as(role))
})
afterAll(() => api.close())

const ids: Record<string, string> = { id: 'thr_1', messageId: 'msg_1', key: 'a'.repeat(64) }
const addressOf = (route: string) => {
  const [method, path] = route.split(' ') as ['GET' | 'POST' | 'PATCH', string]
  return { method, url: path.replace(/:(\w+)/g, (_, name: string) => ids[name]!) }
}
/** A stream that is let in never ends: it is opened in live.test.ts. */
const routes = Object.keys(access).filter(route => route !== 'GET /api/live')
const letIn = (status: number) => status !== 401 && status !== 403

describe('who may call what', () => {
  it.each(routes)('%s lets in exactly who the table names', async route => {
    const allow = access[route]!
    const signedOut = await api.server.inject(addressOf(route))
    if (allow === 'anyone') return expect(signedOut.statusCode).not.toBe(403)
    expect(signedOut.json()).toMatchObject({ status: 401, code: 'signed_out' })
    for (const role of roles) {
      const answer = await programs.get(role)!(addressOf(route))
      expect(letIn(answer.statusCode), `${role}: ${answer.statusCode}`).toBe(allow.includes(role))
    }
  })

  it('knows no route under /api that is missing in the table', async () => {
    const { paths } = (await api.server.inject('/api/openapi.json')).json<{ paths: Record<string, object> }>()
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.toSorted()).toEqual(
      Object.keys(access)
        .filter(route => !route.endsWith('openapi.json'))
        .toSorted(),
    )
  })

  it('lets ops read everything and answer nobody', async () => {
    const ops = programs.get('ops')!
    const threadId = await api.customerSays('سلام، سفارشم نرسیده')
    expect((await ops({ url: `/api/threads/${threadId}/messages` })).statusCode).toBe(200)
    const answer = await ops({ method: 'POST', url: `/api/threads/${threadId}/messages`, payload: { text: 'hi' } })
    expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' })
  })
})

describe('tokens', () => {
  it('open nothing once they are revoked, cut short or made up', async () => {
    const guesses = ['Bearer shn_', `Bearer shn_${'A'.repeat(43)}`, 'Bearer x', 'Basic YTpi', 'shn_', '']
    for (const authorization of guesses) {
      const answer = await api.server.inject({ url: '/api/me', headers: { authorization } })
      expect(answer.statusCode, authorization).toBe(401)
    }
    const { id, token } = await createToken(api.store, api.clock, { name: 'report', role: 'ops' })
    const me = () => api.server.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } })
    expect((await me()).json()).toMatchObject({ name: 'report', role: 'ops' })
    expect(await revokeToken(api.store, api.clock, id)).toBe(true)
    expect((await me()).statusCode).toBe(401)
    expect(api.logged.join()).not.toContain(token)
  })

  it('are kept as a hash only', async () => {
    const { token } = await createToken(api.store, api.clock, { name: 'kept', role: 'ops' })
    expect(token).toMatch(/^shn_[\w-]{43}$/)
    expect(JSON.stringify(await api.store.read.tokens.all())).not.toContain(token)
  })
})

describe('requests from pages of other sites', () => {
  it('change nothing by the cookie of a person', async () => {
    const agent = await api.signIn('agent')
    const url = `/api/threads/${await api.customerSays('hello')}/take`
    for (const origin of ['http://evil.test', 'http://care.test.evil.test', 'https://care.test', 'null']) {
      const answer = await agent({ method: 'POST', url, headers: { origin } })
      expect(answer.json(), origin).toMatchObject({ status: 403, code: 'wrong_origin' })
    }
    const silent = await api.server.inject({ method: 'POST', url, headers: { cookie: agent.cookie } })
    expect(silent.json()).toMatchObject({ code: 'wrong_origin' })
    expect((await agent({ method: 'POST', url })).statusCode).toBe(204)
  })

  it('cannot sign anybody in', async () => {
    const answer = await api.server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'http://evil.test' },
      payload: { email: 'agent@shop.test', password: 'correct horse battery' },
    })
    expect(answer.json()).toMatchObject({ code: 'wrong_origin' })
    expect(answer.cookies).toEqual([])
  })

  it('are told from our own by the address people use, also where it is not the public one', async () => {
    const agent = await api.signIn('agent', 'lan@shop.test')
    const answer = await agent({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { host: '192.168.1.5:8080', origin: 'http://192.168.1.5:8080' },
    })
    expect(answer.statusCode).toBe(204)
    expect(publicUrl).not.toContain('192.168')
  })
})
