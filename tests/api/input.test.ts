import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { ThreadId } from '../../src/domain/ids.ts'
import { type Client, startApi, type TestApi } from '../support/api.ts'
import { testStores } from '../support/databases.ts'

describe.each(testStores())('what agents write, on $name', engine => {
  let api: TestApi
  let agent: Client
  let threadId: ThreadId
  beforeAll(async () => {
    api = await startApi({}, new Date(), engine)
    agent = await api.as('agent')
    threadId = await api.customerSays('hello', 'first')
  })
  afterAll(() => api.close())

  const post = (path: string, payload: unknown, headers = {}) =>
    agent({
      method: 'POST',
      url: `/api/threads/${threadId}/${path}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })

  it('is kept without what no database keeps', async () => {
    for (const path of ['messages', 'notes']) {
      const answer = await post(path, { text: 'a\u0000b \ud800 ج' })
      expect(answer.json<MessageView>().text, path).toBe('ab \ufffd ج')
    }
    const closed = await post('close', { outcome: { action: 'apology', note: 'so\u0000rry' } })
    expect(closed.statusCode).toBe(204)
  })

  it('is refused where nothing is left of it', async () => {
    expect((await post('messages', { text: '\u0000 ' })).json()).toMatchObject({ errors: [{ path: 'text' }] })
    expect((await post('notes', { text: '\u0000' })).json()).toMatchObject({ errors: [{ path: 'text' }] })
  })

  it('answers only messages of the same thread', async () => {
    const other = await api.customerSays('of somebody else', 'second')
    const { messages } = (await agent({ url: `/api/threads/${other}/messages` })).json<{ messages: MessageView[] }>()
    for (const replyTo of [messages[0]!.id, 'msg_nothing']) {
      const answer = await post('messages', { text: 'yes', replyTo })
      expect(answer.json(), replyTo).toMatchObject({ status: 404, code: 'not_found' })
    }
    const own = (await agent({ url: `/api/threads/${threadId}/messages` })).json<{ messages: MessageView[] }>()
    const answer = await post('messages', { text: 'yes', replyTo: own.messages[0]!.id })
    expect(answer.json<MessageView>().replyTo).toMatchObject({ id: own.messages[0]!.id })
  })

  it('takes each file once', async () => {
    const answer = await post('messages', { files: ['fil_1', 'fil_1'] })
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'files' }] })
  })

  it('is the sender’s mistake where it is nested deeper than anybody reads', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect((await post('take', deep, { 'idempotency-key': 'deep' })).json()).toMatchObject({ status: 400 })
  })

  it('is looked for by ids and places as they are given out, and no others', async () => {
    const far = Buffer.from(JSON.stringify([8.64e15, 'thr_1'])).toString('base64url')
    const odd = Buffer.from(JSON.stringify([0, 'thr_\u0000'])).toString('base64url')
    const addresses = [
      '/api/threads/thr_%00',
      '/api/threads/thr_%F0%9F%98%80/messages',
      `/api/threads/${threadId}/messages?before=9007199254740991`,
      `/api/threads/${threadId}/messages?after=2147483648`,
      `/api/threads?view=all&cursor=${far}`,
      `/api/threads?view=all&cursor=${odd}`,
    ]
    for (const url of addresses)
      expect((await agent({ url })).json(), url).toMatchObject({ status: 400, code: 'invalid' })
  })

  it('is never a failure of ours', () => {
    expect(api.logged.filter(line => line.includes('"level":50'))).toEqual([])
  })
})

describe('a name', () => {
  it('is shown as it is: no tricks with the direction of what stands beside it', async () => {
    const api = await startApi()
    const admin = await api.as('admin')
    const form = {
      name: ' Re\u202Eza\u0000 ',
      email: 'reza@shop.test',
      password: 'correct horse battery',
      role: 'agent',
    }
    const make = (payload: object) => admin({ method: 'POST', url: '/api/agents', payload })
    expect((await make(form)).json()).toMatchObject({ name: 'Re za' })
    expect((await make({ ...form, name: '\u202E\u0000' })).json()).toMatchObject({ errors: [{ path: 'name' }] })
    await api.close()
  })
})
