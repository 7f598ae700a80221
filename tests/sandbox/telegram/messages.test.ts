import { describe, expect, it } from 'vitest'
import { sandbox, sandboxWithSara, type WireUpdate } from './start.ts'

const FA = 'سفارش شما '

describe('messages of the bot', () => {
  it('reach the phone with buttons, and a pressed button comes back once and is answered once', async () => {
    const { api, bot, call, sara } = await sandboxWithSara()
    const seen: unknown[] = []
    api.watch(bot, change => seen.push(change))
    const reply_markup = { inline_keyboard: [[{ text: 'سفارش', callback_data: 'topic:order' }]] }
    await call('sendMessage', { chat_id: sara.id, text: 'چه شده؟', reply_markup })
    const question = await sara.next()
    expect(question.buttons).toEqual([[{ label: 'سفارش', data: 'topic:order' }]])
    sara.press(question.id, 'سفارش')
    const [update] = await call<(WireUpdate & { callback_query: { id: string; data: string } })[]>('getUpdates', {
      offset: -1,
    })
    expect(update).toMatchObject({ callback_query: { data: 'topic:order', message: { message_id: question.id } } })
    await call('answerCallbackQuery', { callback_query_id: update!.callback_query.id, text: 'ok' })
    expect(seen.at(-1)).toEqual({ kind: 'answer', person: sara.id, text: 'ok', alert: false })
    await expect(call('answerCallbackQuery', { callback_query_id: update!.callback_query.id })).rejects.toThrow(
      'query is too old',
    )
  })

  it.each([
    ['an empty text', { text: '' }, '400: Bad Request: message text is empty'],
    ['a text of blanks', { text: ' \n ' }, '400: Bad Request: text must be non-empty'],
    ['a text over 4096 characters', { text: 'م'.repeat(4097) }, '400: Bad Request: message is too long'],
    [
      'an unknown tag',
      { text: '<p>x</p>', parse_mode: 'HTML' },
      '400: Bad Request: can\'t parse entities: Unsupported start tag "p"',
    ],
    ['an open tag', { text: '<b>x', parse_mode: 'HTML' }, "400: Bad Request: can't parse entities: Can't find end tag"],
    [
      'a reply to nothing',
      { text: 'x', reply_parameters: { message_id: 999 } },
      '400: Bad Request: message to be replied not found',
    ],
    [
      'a button of 66 bytes',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'م'.repeat(33) }]] } },
      '400: Bad Request: BUTTON_DATA_INVALID',
    ],
    ['an unknown chat', { text: 'x', chat_id: 42 }, '400: Bad Request: chat not found'],
  ])('are refused for %s', async (_what, payload, error) => {
    const { call, sara } = await sandboxWithSara()
    await expect(call('sendMessage', { chat_id: sara.id, ...payload })).rejects.toThrow(error)
    expect(sara.messages()).toHaveLength(1)
  })

  it('count code points, so that 4096 emoji still fit', async () => {
    const { call, sara } = await sandboxWithSara()
    await call('sendMessage', { chat_id: sara.id, text: '🙂'.repeat(4096) })
    expect((await sara.next()).text).toHaveLength(8192)
  })

  it('lose their HTML marks and keep them as entities', async () => {
    const { call, sara } = await sandboxWithSara()
    const sent = await call('sendMessage', {
      chat_id: sara.id,
      text: `${FA}<b>DK-۱۲</b> &lt;&nbsp;`,
      parse_mode: 'HTML',
    })
    expect(sent).toMatchObject({
      text: `${FA}DK-۱۲ <&nbsp;`,
      entities: [{ type: 'bold', offset: FA.length, length: 5 }],
    })
  })

  it('do not reach a person who blocked the bot, or never spoke to it', async () => {
    const { api, bot, call, sara } = await sandboxWithSara()
    const silent = api.customer(bot, { firstName: 'Ali' })
    await expect(call('sendMessage', { chat_id: silent.id, text: 'x' })).rejects.toThrow(
      "403: Forbidden: bot can't initiate",
    )
    sara.block()
    await expect(call('sendMessage', { chat_id: sara.id, text: 'x' })).rejects.toThrow(
      '403: Forbidden: bot was blocked by the user',
    )
    sara.unblock()
    await call('sendMessage', { chat_id: sara.id, text: 'x' })
    const statuses = (await call<WireUpdate[]>('getUpdates', {})).flatMap(({ my_chat_member: turn }) => turn ?? [])
    expect(statuses).toMatchObject([
      { new_chat_member: { status: 'kicked' } },
      { new_chat_member: { status: 'member' } },
    ])
  })

  it('can be edited and deleted, but not into what they are already', async () => {
    const { call, sara } = await sandboxWithSara()
    const { message_id } = await call<{ message_id: number }>('sendMessage', { chat_id: sara.id, text: 'one' })
    const target = { chat_id: sara.id, message_id }
    await expect(call('editMessageText', { ...target, text: 'one' })).rejects.toThrow('message is not modified')
    await call('editMessageText', { ...target, text: 'two' })
    expect(sara.messages().at(-1)).toMatchObject({ text: 'two', edited: true })
    await expect(call('editMessageText', { ...target, message_id: 1, text: 'x' })).rejects.toThrow(
      "message can't be edited",
    )
    await call('deleteMessage', target)
    expect(sara.messages()).toHaveLength(1)
    await expect(call('deleteMessage', target)).rejects.toThrow('message to delete not found')
  })

  it('show what they answer', async () => {
    const { call, sara } = await sandboxWithSara()
    const asked = sara.say('کجاست؟')
    await call('sendMessage', { chat_id: sara.id, text: 'در راه', reply_parameters: { message_id: asked } })
    expect(await sara.next()).toMatchObject({ replyTo: asked })
  })
})

describe('the door', () => {
  it('is shut for a wrong token and has no unknown methods', async () => {
    const { api, bot, call } = await sandbox()
    expect(await call('getMe', {})).toMatchObject({ id: bot.id, is_bot: true, username: bot.username })
    await expect(call('sendTelepathy', {})).rejects.toThrow('404: Not Found')
    const answer = await fetch(`${api.root}/bot${bot.id}:wrong/getMe`)
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ])
  })

  it('takes parameters from the address, a form or JSON, in any case of the method', async () => {
    const { api, bot, sara } = await sandboxWithSara()
    const base = `${api.root}/bot${bot.token}`
    const statuses = await Promise.all([
      fetch(`${base}/SENDMESSAGE?chat_id=${sara.id}&text=a`),
      fetch(`${base}/sendMessage`, { method: 'POST', body: new URLSearchParams({ chat_id: `${sara.id}`, text: 'b' }) }),
      fetch(`${base}/sendMessage`, {
        method: 'POST',
        body: '{nonsense',
        headers: { 'content-type': 'application/json' },
      }),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 400])
  })

  it('writes Persian as escapes where asked, and as it is otherwise', async () => {
    const told = await Promise.all(
      [true, false].map(async escapeUnicode => {
        const { api, bot, sara } = await sandboxWithSara({ escapeUnicode })
        return (await fetch(`${api.root}/bot${bot.token}/getChat?chat_id=${sara.id}`)).text()
      }),
    )
    expect(told[0]).toContain('\\u0633\\u0627\\u0631\\u0627')
    expect(told[1]).toContain('سارا')
  })
})
