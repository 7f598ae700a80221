import { describe, expect, it } from 'vitest'
import { sandboxWithSara } from './start.ts'

describe('faults', () => {
  it('answer in place of the server, as often as told', async () => {
    const { api, call, sara } = await sandboxWithSara()
    api.faults.next('sendMessage', { status: 429, description: 'Too Many Requests: retry after 7', retryAfter: 7 })
    const error = await call('sendMessage', { chat_id: sara.id, text: 'x' }).catch((e: unknown) => e)
    expect(error).toMatchObject({ response: { error_code: 429, parameters: { retry_after: 7 } } })
    await call('sendMessage', { chat_id: sara.id, text: 'x' })
    expect(sara.messages()).toHaveLength(2)
  })

  it('cut the line before or after the work is done, which looks the same to the bot', async () => {
    const { api, call, sara } = await sandboxWithSara()
    api.faults.next('sendMessage', { dropRequest: true })
    api.faults.next('sendMessage', { dropAnswer: true })
    const send = (text: string) => call('sendMessage', { chat_id: sara.id, text }).catch((error: Error) => error.name)
    expect([await send('lost'), await send('there')]).toEqual(['FetchError', 'FetchError'])
    expect(sara.messages().map(({ text }) => text)).toEqual(['/start', 'there'])
  })

  it('stand in the journal like every call', async () => {
    const { api, call, sara } = await sandboxWithSara()
    api.faults.next('sendMessage', { delayMs: 30 })
    const before = Date.now()
    await call('sendMessage', { chat_id: sara.id, text: 'slow' })
    expect(Date.now() - before).toBeGreaterThanOrEqual(29)
    expect(api.journal.at(-1)).toMatchObject({
      method: 'sendMessage',
      chatId: sara.id,
      status: 200,
      payload: { text: 'slow' },
    })
  })
})

describe('limits', () => {
  it('let a short burst through, then one message a second to a chat', async () => {
    let now = Date.now()
    const clock = { now: () => new Date(now), sleep: async () => undefined }
    const { call, sara } = await sandboxWithSara({ limits: true, clock })
    const send = () =>
      call('sendMessage', { chat_id: sara.id, text: 'x' }).then(
        () => 'sent',
        (error: Error) => error.message,
      )
    expect([await send(), await send(), await send()]).toEqual(['sent', 'sent', 'sent'])
    expect(await send()).toContain('429: Too Many Requests: retry after 1')
    now += 1000
    expect(await send()).toBe('sent')
  })
})
