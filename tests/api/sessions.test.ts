import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieOf, password, publicUrl, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const me = (cookie: string) => api.server.inject({ url: '/api/me', headers: { cookie } })
const signIn = (payload: object, headers = {}) =>
  api.server.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload, headers })

describe('signing in', () => {
  it('lets an agent in by e-mail and password, in whatever case the address is written', async () => {
    const agent = await api.signIn('agent')
    const answer = await agent({ url: '/api/me' })
    expect(answer.json()).toEqual({ id: agent.agentId, name: 'agent', email: 'agent@shop.test', role: 'agent' })
    expect((await signIn({ email: 'AGENT@shop.test', password })).statusCode).toBe(204)
  })

  it('keeps the session in a cookie no script can read and no other site can send', async () => {
    const answer = await signIn({ email: 'agent@shop.test', password })
    const [cookie] = answer.cookies
    expect(cookie).toMatchObject({ name: 'shenava.session_token', httpOnly: true, sameSite: 'Lax', path: '/' })
  })

  it('says the same of a wrong password as of an address nobody has', async () => {
    const wrong = await signIn({ email: 'agent@shop.test', password: 'not the password' })
    const nobody = await signIn({ email: 'nobody@shop.test', password: 'not the password' })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toMatchObject({ code: 'wrong_password', status: 401 })
    expect(nobody.json()).toEqual(wrong.json())
    expect(wrong.headers['content-type']).toContain('application/problem+json')
  })

  it('gives a new session whatever cookie came with the request, and ends the one before', async () => {
    const before = await cookieOf(api.server, 'agent@shop.test')
    const again = await signIn({ email: 'agent@shop.test', password }, { cookie: before, origin: publicUrl })
    expect(again.statusCode).toBe(204)
    expect((await me(before)).statusCode).toBe(401)
    const planted = await signIn(
      { email: 'agent@shop.test', password },
      { cookie: 'shenava.session_token=planted', origin: publicUrl },
    )
    expect(planted.cookies[0]!.value).not.toContain('planted')
    expect((await me('shenava.session_token=planted')).statusCode).toBe(401)
  })

  it('signs out: the cookie opens nothing any more', async () => {
    const lead = await api.signIn('lead')
    expect((await lead({ url: '/api/me' })).statusCode).toBe(200)
    const answer = await lead({ method: 'POST', url: '/api/auth/sign-out' })
    expect(answer.statusCode).toBe(204)
    expect((await lead({ url: '/api/me' })).json()).toMatchObject({ code: 'signed_out' })
  })

  it('ends every session a week after it began, however much it is used', async () => {
    const hour = 3_600_000
    // The accounts library goes by the real time, we by the clock: to us, this session is an hour short of a week old.
    const later = await startApi({}, new Date(Date.now() + (7 * 24 - 1) * hour))
    const ops = await later.signIn('ops')
    expect((await ops({ url: '/api/me' })).statusCode).toBe(200)
    await later.clock.advance(hour + 60_000)
    expect((await ops({ url: '/api/me' })).json()).toMatchObject({ code: 'signed_out' })
    await later.close()
  })

  it('changes a password for who knows the present one, and ends the sessions elsewhere', async () => {
    const agent = await api.signIn('agent', 'changes@shop.test')
    const elsewhere = await cookieOf(api.server, 'changes@shop.test')
    const change = (currentPassword: string) =>
      agent({
        method: 'POST',
        url: '/api/auth/change-password',
        payload: { currentPassword, newPassword: 'another long secret' },
      })
    expect((await change('guessed it')).json()).toMatchObject({ code: 'wrong_password' })
    expect((await change(password)).statusCode).toBe(204)
    expect((await me(elsewhere)).statusCode).toBe(401)
    expect(await cookieOf(api.server, 'changes@shop.test', 'another long secret')).toContain('session_token')
  })

  it('has no door of the accounts library but its own: nobody signs up', async () => {
    for (const path of ['sign-up/email', 'update-user', 'delete-user', 'forget-password']) {
      const answer = await api.server.inject({ method: 'POST', url: `/api/auth/${path}`, payload: {} })
      expect(answer.statusCode, path).toBe(404)
    }
  })

  it('slows down who guesses at an account, from wherever they come', async () => {
    await api.signIn('agent', 'guessed@shop.test')
    const guess = (n: number) =>
      api.server.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        remoteAddress: `203.0.113.${n}`,
        payload: { email: 'guessed@shop.test', password: `guess number ${n}` },
      })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(n + 1)))
    const refused = answers.filter(({ statusCode }) => statusCode === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]!.json()).toMatchObject({ code: 'rate_limit' })
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('lets the owner of an account that is guessed at in, from the browser they always use', async () => {
    const email = 'victim@shop.test'
    await api.signIn('agent', email)
    const own = (await signIn({ email, password })).cookies.find(({ name }) => name.startsWith('shenava.known.'))!
    expect(own).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    const mark = `${own.name}=${own.value}`
    const forged = `${own.name}=${'0'.repeat(64)}`
    const attempt = (words: string, cookie: string) => signIn({ email, password: words }, { cookie, origin: publicUrl })
    for (let n = 0; n < 10; n += 1) await attempt(`guess ${n}`, forged)
    expect((await attempt(password, forged)).statusCode).toBe(429)
    expect((await attempt(password, mark)).statusCode).toBe(204)
    for (let n = 0; n < 10; n += 1) await attempt(`guess ${n}`, mark)
    expect((await attempt(password, mark)).statusCode).toBe(429)
    expect((await api.server.inject({ url: '/api/me', headers: { cookie: mark } })).statusCode).toBe(401)
  })

  it('lets a whole office in through one address', async () => {
    const office = await startApi()
    for (let n = 0; n < 60; n += 1) {
      const answer = await office.server.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: {} })
      expect(answer.statusCode).toBe(400)
    }
    expect((await office.signIn('agent')).cookie).toContain('session_token')
    await office.close()
  })

  it('marks its cookies for https alone where it stands behind it', async () => {
    const settings = { publicUrl: 'https://care.test', webRoot: null, sandbox: false, metricsToken: null }
    const secure = await startApi({ settings })
    await secure.signIn('agent', 'secure@shop.test').catch(() => undefined)
    const answer = await secure.server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'secure@shop.test', password },
    })
    expect(answer.cookies.map(({ name }) => name)).toContain('__Secure-shenava.session_token')
    for (const cookie of answer.cookies) expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax' })
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/)
    await secure.close()
  })

  it('writes no password and no address of a person into the log', () => {
    const log = api.logged.join('\n')
    expect(log).toContain('/api/auth/sign-in/email')
    for (const secret of [password, 'guess number', '@shop.test', 'session_token']) expect(log).not.toContain(secret)
  })
})
