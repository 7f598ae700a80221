import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createToken, revokeToken } from '../../src/api/auth/tokens.ts'
import type { LiveUpdate } from '../../src/api/schemas/live.ts'
import { cookieOf, password, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let token: { id: string; token: string }
const open: Socket[] = []

beforeEach(async () => {
  api = await startApi()
  await api.server.listen({ port: 0, host: '127.0.0.1' })
  token = await createToken(api.store, api.clock, { name: 'console', role: 'agent' })
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await api.close()
})

interface Told {
  id: string
  event: string
  data: LiveUpdate
}

/** A console on a real socket, as bare as a browser's own. */
function listen(headers: Record<string, string> = {}) {
  const { port } = api.server.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  open.push(socket)
  let text = ''
  let parsed = 0
  let ended = false
  const waiting = new Set<() => void>()
  const changed = () => {
    for (const look of waiting) look()
  }
  socket.setEncoding('utf8')
  socket.on('data', part => {
    text += part
    // the last chunk of the answer: a browser sees its stream end
    ended ||= text.endsWith('\r\n0\r\n\r\n')
    changed()
  })
  for (const end of ['end', 'close', 'error']) {
    socket.on(end, () => {
      ended = true
      changed()
    })
  }
  const who = headers.cookie ? {} : { authorization: `Bearer ${token.token}` }
  const all = { host: 'care.test', ...who, ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`GET /api/live HTTP/1.1\r\n${lines.join('')}\r\n`)

  const until = <T>(found: () => T | undefined | false): Promise<T> =>
    new Promise(resolve => {
      const look = () => {
        const value = found()
        if (value === undefined || value === false) return
        waiting.delete(look)
        resolve(value)
      }
      waiting.add(look)
      look()
    })
  const heard: Told[] = []
  const told = (): Told[] => {
    const frames = /id: (\d+)\nevent: (\w+)\ndata: (.*)\n\n/g
    frames.lastIndex = parsed
    for (let match = frames.exec(text); match; match = frames.exec(text)) {
      parsed = frames.lastIndex
      heard.push({ id: match[1]!, event: match[2]!, data: JSON.parse(match[3]!) as LiveUpdate })
    }
    return heard
  }
  const texts = () => told().flatMap(({ data }) => data.messages?.map(each => each.text) ?? [])
  return {
    socket,
    told,
    texts,
    says: (part: string) => until(() => text.includes(part)),
    tells: (words: string) => until(() => texts().includes(words)),
    lost: () => until(() => told().find(({ event }) => event === 'lost')),
    ready: () => until(() => /\nid: (\d+)\n\n/.exec(text)?.[1]),
    ended: () => until(() => ended),
    get text() {
      return text
    },
  }
}

describe('the live stream', () => {
  it('tells every console what was said, with the thread as it stands then', async () => {
    const [one, other] = [listen(), listen()]
    await Promise.all([one.ready(), other.ready()])
    const threadId = await api.customerSays('where is my parcel?')
    await Promise.all([one.tells('where is my parcel?'), other.tells('where is my parcel?')])
    const update = one.told().find(({ data }) => data.messages.some(({ text }) => text.startsWith('where')))!
    expect(update).toMatchObject({ event: 'update' })
    expect(update.data.threads).toMatchObject([{ id: threadId, customer: { name: 'Sara' }, turn: 'bot' }])
    expect(other.told()).toEqual(one.told())
    expect(one.text).toMatch(/^HTTP\/1.1 200 OK\r\n/)
    expect(one.text.toLowerCase()).toContain('content-type: text/event-stream')
  })

  it('goes on where a console left off, without loss or repetition', async () => {
    const first = listen()
    await first.ready()
    await api.customerSays('one')
    await first.tells('one')
    const place = first.told().at(-1)!.id
    first.socket.destroy()
    await api.customerSays('two')
    await api.customerSays('three')
    const second = listen({ 'last-event-id': place })
    await second.tells('three')
    await api.customerSays('four')
    await second.tells('four')
    const own = second.texts().filter(text => ['one', 'two', 'three', 'four'].includes(text))
    expect(own).toEqual(['two', 'three', 'four'])
  })

  it('tells a console that was away what happened while nobody listened at all', async () => {
    await api.customerSays('before')
    const place = String(await api.store.read.events.last())
    for (const text of ['one', 'two', 'three']) await api.customerSays(text)
    const [reader, other] = [listen({ 'last-event-id': place }), listen({ 'last-event-id': place })]
    await Promise.all([reader.tells('three'), other.tells('three')])
    await api.customerSays('four')
    await Promise.all([reader.tells('four'), other.tells('four')])
    const own = reader.texts().filter(text => ['before', 'one', 'two', 'three', 'four'].includes(text))
    expect(own).toEqual(['one', 'two', 'three', 'four'])
  })

  it('tells a console that missed more than a connection holds unread, piece by piece as it reads', async () => {
    const listener = listen()
    const place = await listener.ready()
    const agent = await api.as('agent')
    const threadId = await api.customerSays('hello')
    const long = 'ب'.repeat(19_000)
    const count = 60
    for (let n = 1; n <= count; n += 1) {
      await agent({ method: 'POST', url: `/api/threads/${threadId}/notes`, payload: { text: `${n} ${long}` } })
    }
    await listener.tells(`${count} ${long}`)
    const back = listen({ 'last-event-id': place })
    await Promise.race([back.tells(`${count} ${long}`), back.ended()])
    const notes = back.texts().flatMap(text => /^(\d+) ب/.exec(text)?.[1] ?? [])
    expect(notes).toEqual(Array.from({ length: count }, (_, n) => String(n + 1)))
    await api.customerSays('and now')
    await back.tells('and now')
  })

  it('says that the place is lost where it was never ours or makes no sense, and goes on from now', async () => {
    for (const place of ['999999', 'garbage', '-1']) {
      const stream = listen({ 'last-event-id': place })
      await stream.lost()
      await api.customerSays(`after ${place}`)
      await stream.tells(`after ${place}`)
    }
  })

  it('shows that it is alive each twenty seconds', async () => {
    const stream = listen()
    await stream.ready()
    await api.clock.advance(20_000)
    await stream.says('\n: here\n\n')
  })

  it('cuts off a console that does not read, and the others hear everything', async () => {
    const reader = listen()
    const deaf = listen()
    await Promise.all([reader.ready(), deaf.ready()])
    deaf.socket.pause()
    const gone = new Promise(resolve => deaf.socket.once('close', resolve))
    const agent = await api.as('agent')
    const threadId = await api.customerSays('hello')
    // what the system itself buffers for a connection is some megabytes
    const long = '🙂'.repeat(9_000)
    const note = (text: string) =>
      agent({ method: 'POST', url: `/api/threads/${threadId}/notes`, payload: { text: `${text} ${long}` } })
    for (let n = 0; n < 20; n += 1) await Promise.all(Array.from({ length: 10 }, () => note('more')))
    await note('last')
    await reader.tells(`last ${long}`)
    deaf.socket.resume()
    await gone
    expect(deaf.texts()).not.toContain(`last ${long}`)
  })

  it('ends within a minute for a token that was revoked', async () => {
    const stream = listen()
    await stream.ready()
    await revokeToken(api.store, api.clock, token.id)
    await api.clock.advance(60_000)
    await stream.ended()
  })

  it('ends at once with the session it belongs to, and stays for all others', async () => {
    const agent = await api.signIn('agent')
    const [mine, other] = [listen({ cookie: agent.cookie }), listen()]
    await Promise.all([mine.ready(), other.ready()])
    await agent({ method: 'POST', url: '/api/auth/sign-out' })
    await mine.ended()
    await api.customerSays('still here')
    await other.tells('still here')
  })

  it('ends at once where the password was changed, on every device', async () => {
    const agent = await api.signIn('agent')
    const elsewhere = await cookieOf(api.server, 'agent@shop.test')
    const [mine, theirs, other] = [listen({ cookie: agent.cookie }), listen({ cookie: elsewhere }), listen()]
    await Promise.all([mine, theirs, other].map(stream => stream.ready()))
    const payload = { currentPassword: password, newPassword: 'another long secret' }
    expect((await agent({ method: 'POST', url: '/api/auth/change-password', payload })).statusCode).toBe(204)
    await theirs.ended()
    await api.customerSays('still here')
    await other.tells('still here')
  })

  it('ends when the service stops, which does not wait for its listeners', async () => {
    const stream = listen()
    await stream.ready()
    await api.server.close()
    await stream.ended()
  })
})
