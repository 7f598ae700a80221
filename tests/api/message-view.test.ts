import { expect, it } from 'vitest'
import { message } from '../../src/api/schemas/messages.ts'
import { viewMessage } from '../../src/api/views/message.ts'
import { startApi } from '../support/api.ts'

it('tells what became of a message on the network it came by, and keeps what it said', async () => {
  const api = await startApi()
  const threadId = await api.customerSays('where is it?')
  const [whole] = await api.store.read.messages.page({ threadId, limit: 1 })
  expect(viewMessage(whole!)).toMatchObject({ elsewhere: false, deletedAt: null, reactions: [] })

  const deletedAt = '2026-11-22T10:00:00.000Z'
  const reactions = [{ emoji: '❤️', from: 'us' as const }]
  const extras = { elsewhere: true, deletedAt, reactions }
  const view = viewMessage({ ...whole!, message: { ...whole!.message, extras } })
  expect(message.parse(view)).toMatchObject({ ...extras, text: whole!.message.text })
  await api.close()
})
