import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setupLink } from '../../src/api/auth/setup.ts'
import { cookieOf, password, publicUrl, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const form = (token: string, email = 'boss@shop.test') => ({ token, name: 'Boss', email, password })
const setUp = (payload: object) => api.server.inject({ method: 'POST', url: '/api/setup', payload })
const tokenOf = (link: string | null) => link!.split('#')[1]!
const isOpen = async () => (await api.server.inject('/api/setup')).json<{ open: boolean }>().open

describe('the first admin', () => {
  it('is made by the newest link, once, and the link never stands in what a server logs', async () => {
    expect(await isOpen()).toBe(true)
    const older = tokenOf(await setupLink(api.store, publicUrl))
    const link = await setupLink(api.store, publicUrl)
    expect(link).toMatch(/^http:\/\/care\.test\/setup#[\w-]{43}$/)
    for (const token of [older, 'x'.repeat(43)]) {
      expect((await setUp(form(token))).json()).toMatchObject({ status: 403, code: 'forbidden' })
    }
    const both = await Promise.all(['one@shop.test', 'two@shop.test'].map(email => setUp(form(tokenOf(link), email))))
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
    expect(await isOpen()).toBe(false)
    expect(await setupLink(api.store, publicUrl)).toBeNull()
    expect(api.logged.join()).not.toContain(tokenOf(link))
    const made = both.find(({ statusCode }) => statusCode === 201)!.json<{ email: string }>()
    expect(made).toMatchObject({ name: 'Boss', role: 'admin' })
    expect(await cookieOf(api.server, made.email)).toContain('session_token')
  })

  it('makes the other agents, each with an address of their own', async () => {
    const admin = await api.as('admin')
    const agent = { name: 'Reza', email: 'Reza@Shop.test', password, role: 'agent' }
    const make = (payload: object) => admin({ method: 'POST', url: '/api/agents', payload })
    expect((await make(agent)).json()).toMatchObject({ name: 'Reza', email: 'reza@shop.test', role: 'agent' })
    expect((await make(agent)).json()).toMatchObject({ status: 409, code: 'conflict' })
    const wrong = await make({ ...agent, password: 'short', role: 'god' })
    expect(wrong.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)).toEqual(['password', 'role'])
    const { agents } = (await admin({ url: '/api/agents' })).json<{ agents: object[] }>()
    expect(agents).toContainEqual(expect.objectContaining({ email: 'reza@shop.test' }))
    expect(JSON.stringify(agents)).not.toContain('password')
  })
})
