import { describe, expect, it } from 'vitest'
import { type CallApi, calls, client, sandbox, type WireUpdate } from './start.ts'

const fetchUpdates = (call: CallApi, given: object = {}) => call<WireUpdate[]>('getUpdates', given)

describe('updates by polling', () => {
  it('offers an update again until a higher offset confirms it', async () => {
    const { api, bot, call } = await sandbox()
    const sara = api.customer(bot, { firstName: 'Sara' })
    sara.say('one')
    sara.say('two')
    const [first] = await fetchUpdates(call)
    const again = await fetchUpdates(call)
    expect(again.map(update => update.message?.text)).toEqual(['one', 'two'])
    const rest = await fetchUpdates(call, { offset: first!.update_id + 1 })
    expect(rest.map(update => update.message?.text)).toEqual(['two'])
    expect(sara.messages().map(message => message.fetched)).toEqual([true, false])
  })

  it('holds a poll open until something is said, and answers an album in one piece', async () => {
    const { api, bot, call } = await sandbox()
    const sara = api.customer(bot, { firstName: 'Sara' })
    const polled = fetchUpdates(call, { timeout: 20 })
    await calls(api, 1)
    sara.album([{ bytes: Buffer.from('a') }, { bytes: Buffer.from('b') }], { caption: 'شکسته' })
    const messages = (await polled).map(update => update.message)
    expect(messages.map(message => message?.caption)).toEqual(['شکسته', undefined])
    expect(new Set(messages.map(message => message?.media_group_id)).size).toBe(1)
  })

  it('ends the first poll with 409 when a second one waits', async () => {
    const { bot, api, call } = await sandbox()
    const first = fetchUpdates(call, { timeout: 20 }).catch((error: Error) => error.message)
    await calls(api, 1)
    const second = fetchUpdates(client(api, bot), { timeout: 20 })
    await calls(api, 2)
    expect(await first).toContain('409: Conflict: terminated by other getUpdates request')
    api.customer(bot, { firstName: 'Sara' }).say('here')
    expect(await second).toHaveLength(1)
  })

  it('keeps the kinds that were asked for, and never offers the others later', async () => {
    const { api, bot, call } = await sandbox()
    const sara = api.customer(bot, { firstName: 'Sara' })
    await fetchUpdates(call, { allowed_updates: ['message'] })
    sara.say('one')
    sara.block()
    const kinds = (await fetchUpdates(call)).map(update => Object.keys(update)[1])
    await fetchUpdates(call, { allowed_updates: [] })
    expect([kinds, await fetchUpdates(call)]).toMatchObject([['message'], [{ message: { text: 'one' } }]])
  })

  it('serves everything pending to an offset from another numbering', async () => {
    const { api, bot, call } = await sandbox()
    api.customer(bot, { firstName: 'Sara' }).say('one')
    const [only] = await fetchUpdates(call)
    expect(await fetchUpdates(call, { offset: only!.update_id + 1000 })).toHaveLength(1)
    expect(await fetchUpdates(call, { offset: -1, limit: 1 })).toHaveLength(1)
    expect(only!.update_id).toBeGreaterThanOrEqual(2_000_000)
  })

  it('forgets after a day what nobody fetched', async () => {
    let now = Date.now()
    const clock = { now: () => new Date(now), sleep: async () => undefined }
    const { api, bot, call } = await sandbox({ clock })
    const sara = api.customer(bot, { firstName: 'Sara' })
    sara.say('too old')
    now += 86_400_001
    sara.say('fresh')
    expect(await fetchUpdates(call)).toMatchObject([{ message: { text: 'fresh' } }])
    expect(sara.messages().map(message => message.fetched)).toEqual([false, false])
  })
})
