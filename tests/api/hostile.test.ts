import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let agent: Client
beforeAll(async () => {
  api = await startApi()
  agent = await api.as('agent')
})
afterAll(() => api.close())

const say = (payload: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  agent({ method: 'POST', url: '/api/threads/thr_1/messages', headers, payload: payload as string })

describe('what cannot be understood', () => {
  it('is told field by field', async () => {
    const answer = await say(JSON.stringify({ text: 7, files: ['nothing'], replyTo: null }))
    expect(answer.json()).toMatchObject({ type: 'urn:shenava:problem:invalid', status: 400, code: 'invalid' })
    const paths = answer.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)
    expect(paths).toEqual(['text', 'files.0', 'replyTo'])
  })

  it('is a problem of the caller and never a failure of ours', async () => {
    const odd: [string, number][] = [
      ['{"text":', 400],
      ['', 400],
      ['null', 400],
      ['[]', 400],
      ['{"text":"x","__proto__":{"role":"admin"}}', 400],
      ['{"text":"  "}', 400],
      [JSON.stringify({ text: 'x'.repeat(20_001) }), 400],
      [JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) }), 413],
    ]
    for (const [body, status] of odd) {
      const answer = await say(body)
      expect(answer.statusCode, body.slice(0, 60)).toBe(status)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
    expect((await say('<text/>', { 'content-type': 'application/xml' })).statusCode).toBe(415)
  })

  it('is not found where there is nothing, as a problem too', async () => {
    for (const url of ['/api/nothing', '/api', '/api/threads/%2e%2e/etc', '/api/files/..%2f..%2fetc%2fpasswd']) {
      const answer = await agent({ url })
      expect([400, 404], url).toContain(answer.statusCode)
      expect(answer.headers['content-type'], url).toContain('application/problem+json')
    }
  })

  it('is refused as a problem even where the address itself is broken', async () => {
    const { port } = await listening()
    const answer = await raw(port, '/api/threads/%ff')
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid' })
  })
})

describe('every answer', () => {
  it('carries the headers that keep a page ours, and a number to find it by', async () => {
    const { headers } = await agent({ url: '/api/me' })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/)
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('is logged by its route, without what stood in the address or the body', async () => {
    await agent({ url: '/api/threads?cursor=leaked-cursor&view=bot' })
    await say(JSON.stringify({ text: 'leaked words' }))
    const log = api.logged.join('\n')
    expect(log).toContain('"route":"/api/threads"')
    expect(log).not.toContain('leaked')
  })
})

async function listening(): Promise<AddressInfo> {
  if (!api.server.server.listening) await api.server.listen({ port: 0, host: '127.0.0.1' })
  return api.server.server.address() as AddressInfo
}

/** A request whose address nobody tidied. */
const raw = (port: number, path: string) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path }, async answer => {
      let body = ''
      for await (const part of answer) body += String(part)
      resolve({ status: answer.statusCode ?? 0, body })
    })
    sent.on('error', reject)
    sent.end()
  })
