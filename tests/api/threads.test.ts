import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageView } from '../../src/api/schemas/messages.ts'
import type { ThreadDetail, ThreadListRow } from '../../src/api/schemas/threads.ts'
import { newId, type ThreadId } from '../../src/domain/ids.ts'
import { type Client, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let agent: Client
let colleague: Client
beforeAll(async () => {
  api = await startApi()
  agent = await api.as('agent')
  colleague = await api.as('lead')
})
afterAll(() => api.close())

const post = (who: Client, url: string, payload?: object, key?: string) =>
  who({ method: 'POST', url, ...(payload && { payload }), ...(key && { headers: { 'idempotency-key': key } }) })
const listed = async (query: string) =>
  (await agent({ url: `/api/threads?${query}` })).json<{ threads: ThreadListRow[]; next: string | null }>()
const detail = async (id: ThreadId) => (await agent({ url: `/api/threads/${id}` })).json<ThreadDetail>()

describe('the inbox list', () => {
  it('shows what the customer said last, and goes on where the page ended', async () => {
    const ids: ThreadId[] = []
    for (const chat of ['1', '2', '3']) {
      ids.push(await api.customerSays(`my order ${chat} is broken`, chat))
      await api.clock.advance(1_000)
    }
    const first = await listed('view=bot&limit=2')
    expect(first.threads.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect(first.threads[0]).toMatchObject({ turn: 'bot', customer: { name: 'Sara' }, lastChannel: 'telegram' })
    const second = await listed(`view=bot&limit=2&cursor=${first.next}`)
    expect(second).toMatchObject({ threads: [{ id: ids[0] }], next: null })
    expect(await agent({ url: '/api/threads/counts' }).then(answer => answer.json())).toMatchObject({ bot: 3, mine: 0 })
  })

  it('calls a made-up cursor a mistake of the caller and names the field', async () => {
    for (const cursor of ['x', 'bnVsbA', '%00', Buffer.from('[1e300,"thr_1"]').toString('base64url'), 'W10']) {
      const answer = await agent({ url: `/api/threads?cursor=${cursor}` })
      expect(answer.json(), cursor).toMatchObject({ status: 400, code: 'invalid', errors: [{ path: 'cursor' }] })
    }
    const views = await agent({ url: '/api/threads?view=secret&limit=0' })
    expect(views.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)).toEqual(['view', 'limit'])
  })
})

describe('a thread', () => {
  it('has as photos on its card what is a picture, whatever the customer called it', async () => {
    const id = await api.customerSays('my order 7654321 is broken', '11')
    const now = api.clock.now()
    const files = [
      { id: newId('fil'), mediaKey: 'a'.repeat(64), mime: 'image/jpeg' },
      { id: newId('fil'), mediaKey: 'b'.repeat(64), mime: 'application/octet-stream' },
      { id: newId('fil'), mediaKey: null, mime: null },
    ]
    await api.store.write(id, async tx => {
      const row = { position: 0, kind: 'document' as const, state: 'stored' as const, dueAt: now, createdAt: now }
      for (const file of files) await tx.files.add({ ...row, ...file })
      const { caseId } = (await tx.threads.byId(id))!
      await tx.cases.update(caseId!, { facts: { photos: files.map(file => file.id) } })
    })
    expect((await detail(id)).case?.facts.photos).toEqual(['a'.repeat(64)])
  })

  it('is shown with the customer, the identities, the case and where an answer would go', async () => {
    const id = await api.customerSays('hello', '10')
    expect(await detail(id)).toMatchObject({
      id,
      customer: { name: 'Sara' },
      identities: [{ channel: 'telegram', reachable: true }],
      case: { state: 'intake' },
      earlierCases: [],
      replyTo: { channel: 'telegram', textLength: 4096, online: true },
    })
    expect((await agent({ url: '/api/threads/thr_none' })).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('goes to one agent: the other is told who has it', async () => {
    const id = await api.customerSays('hello', '11')
    const answers = await Promise.all([agent, colleague].map(who => post(who, `/api/threads/${id}/take`)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 409])
    const refused = answers.find(({ statusCode }) => statusCode === 409)!
    expect(refused.json()).toMatchObject({ code: 'taken', assignee: { id: expect.stringMatching(/^tok_/) } })
    expect((await detail(id)).turn).toBe('agent')
  })

  it('is answered, closed with what was done, and shows the ended case afterwards', async () => {
    const id = await api.customerSays('hello', '12')
    const said = await post(agent, `/api/threads/${id}/messages`, { text: 'We are sorry.' })
    expect(said.statusCode).toBe(201)
    expect(said.json<MessageView>()).toMatchObject({ from: 'agent', text: 'We are sorry.', send: { state: 'queued' } })
    const outcome = { action: 'refund', note: 'in full' }
    expect((await post(agent, `/api/threads/${id}/close`, { outcome })).statusCode).toBe(204)
    expect(await detail(id)).toMatchObject({ turn: 'closed', case: null, earlierCases: [{ outcome }] })
    expect((await post(agent, `/api/threads/${id}/close`)).json()).toMatchObject({ status: 409, code: 'wrong_turn' })
  })

  it('gives its messages oldest first, page by page, in both directions', async () => {
    const id = await api.customerSays('one', '13')
    for (const text of ['two', 'three', 'four']) await post(agent, `/api/threads/${id}/notes`, { text })
    const page = async (query: string) =>
      (await agent({ url: `/api/threads/${id}/messages?${query}` })).json<{ messages: MessageView[]; more: boolean }>()
    const newest = await page('limit=2')
    expect(newest.messages.map(({ text }) => text)).toEqual(['three', 'four'])
    expect(newest.more).toBe(true)
    const older = await page(`before=${newest.messages[0]!.seq}&limit=100`)
    expect(older).toMatchObject({ more: false })
    expect(older.messages.map(({ text }) => text)).toContain('one')
    expect(older.messages.at(-1)!.text).toBe('two')
    const onward = await page('after=1&limit=1')
    expect(onward).toMatchObject({ messages: [{ seq: 2 }], more: true })
  })
})

describe('the same request again', () => {
  const messagesOf = async (id: ThreadId) =>
    (await agent({ url: `/api/threads/${id}/messages` })).json<{ messages: MessageView[] }>().messages

  it('gets the first answer and says nothing twice', async () => {
    const id = await api.customerSays('hello', '20')
    const once = await post(agent, `/api/threads/${id}/messages`, { text: 'Sorry!' }, 'key-1')
    const again = await post(agent, `/api/threads/${id}/messages`, { text: 'Sorry!' }, 'key-1')
    expect(again.statusCode).toBe(201)
    expect(again.json()).toEqual(once.json())
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect((await messagesOf(id)).filter(({ text }) => text === 'Sorry!')).toHaveLength(1)
  })

  it('runs once where both come together', async () => {
    const id = await api.customerSays('hello', '21')
    const both = Array.from({ length: 4 }, () => post(agent, `/api/threads/${id}/notes`, { text: 'note' }, 'key-2'))
    const settled = Promise.all(both)
    const answers = await Promise.race([settled, passTime(settled)])
    expect(new Set(answers.map(answer => answer.json<MessageView>().id)).size).toBe(1)
    expect((await messagesOf(id)).filter(({ from }) => from === 'note')).toHaveLength(1)
  })

  /** Whoever waits for the other's answer waits by the clock. */
  async function passTime<T>(settled: Promise<T>): Promise<T> {
    let done = false
    void settled.then(() => {
      done = true
    })
    while (!done) await api.clock.advance(100)
    return settled
  }

  it('is refused where the key stands for something else', async () => {
    const id = await api.customerSays('hello', '22')
    await post(agent, `/api/threads/${id}/notes`, { text: 'one' }, 'key-3')
    const other = await post(agent, `/api/threads/${id}/notes`, { text: 'two' }, 'key-3')
    expect(other.json()).toMatchObject({ status: 409, code: 'conflict' })
    const another = await post(colleague, `/api/threads/${id}/notes`, { text: 'two' }, 'key-3')
    expect(another.statusCode).toBe(201)
    const odd = await post(agent, `/api/threads/${id}/notes`, { text: 'two' }, 'k'.repeat(201))
    expect(odd.json()).toMatchObject({ status: 400, errors: [{ path: 'idempotency-key' }] })
  })

  it('may be tried again under its key where nothing was done', async () => {
    const id = await api.customerSays('hello', '23')
    await post(colleague, `/api/threads/${id}/take`)
    const refused = await post(agent, `/api/threads/${id}/messages`, { text: 'Hi' }, 'key-4')
    expect(refused.json()).toMatchObject({ code: 'not_yours' })
    await post(colleague, `/api/threads/${id}/hand-back`)
    expect((await post(agent, `/api/threads/${id}/messages`, { text: 'Hi' }, 'key-4')).statusCode).toBe(201)
  })

  it('is not run again where it broke off and may have been done', async () => {
    const broken = await startApi({ desk: brokenDesk })
    const who = await broken.as('agent')
    const url = '/api/threads/thr_1/messages'
    const first = await post(who, url, { text: 'Hi' }, 'key-5')
    expect(first.json()).toMatchObject({ status: 500, code: 'internal' })
    expect(first.body).not.toContain('secret')
    const second = post(who, url, { text: 'Hi' }, 'key-5')
    let done = false
    void second.then(() => {
      done = true
    })
    while (!done) await broken.clock.advance(100)
    expect((await second).json()).toMatchObject({ status: 409, code: 'conflict' })
    await broken.close()
  })
})

const breakOff = () => Promise.reject(new Error('a secret of the inside'))
const brokenDesk = {
  take: breakOff,
  reply: breakOff,
  note: breakOff,
  edit: breakOff,
  retry: breakOff,
  dismiss: breakOff,
  handBack: breakOff,
  close: breakOff,
  reopen: breakOff,
  read: breakOff,
  typing: breakOff,
}
